import { type ReactNode, useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { CONTROL, CONTROL_STEPS } from "../words/control.ts";
import { useSay } from "../words/say.ts";
import { ClockPanel } from "./clock-panel.tsx";
import { ControlLog } from "./control-log.tsx";
import { ControlStory } from "./control-story.ts";
import { DoorPanel } from "./door-panel.tsx";
import { ExpectedPanel } from "./expected-panel.tsx";
import { ForecastPanel } from "./forecast-panel.tsx";
import { HotWash } from "./hot-wash.tsx";
import { NowPanel } from "./now-panel.tsx";
import { PeoplePanel, SeatsPanel, WaitingPanel } from "./people-panel.tsx";
import { useFold, usePlace } from "./place.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { ReportsPanel } from "./reports-panel.tsx";
import { LargeRoom, RoomPanel } from "./room-panel.tsx";
import { SpeakPanel } from "./speak-panel.tsx";

/** For those who lead: what waits for them stands first, everything else one press away. */
export function ControlPage() {
  const say = useSay();
  const { state, stage } = usePlace();
  const story = useFold(state, () => new ControlStory(stage));
  const [isLarge, setLarge] = useState(false);
  const phase = state.clock?.phase ?? stage.phase;
  const isDirector = stage.you.role === "director";
  const isDiscussion = stage.mode === "discussion";
  if (isLarge) return <LargeRoom story={story} onClose={() => setLarge(false)} />;
  const tabs: (readonly [string, string, ReactNode])[] = [
    ...(isDiscussion
      ? [
          [
            "room",
            say(CONTROL.room),
            <RoomPanel key="room" story={story} onLarge={() => setLarge(true)} />,
          ] as const,
        ]
      : []),
    ["plan", say(CONTROL.plan), <PlanPanel key="plan" story={story} />],
    ["expected", say(CONTROL.expected), <ExpectedPanel key="expected" story={story} />],
    ["people", say(CONTROL.people), <People key="people" story={story} />],
    ["speak", say(CONTROL.speaking), <SpeakPanel key="speak" story={story} />],
    ...(isDirector ? [["forecast", say(CONTROL.forecast), <ForecastPanel key="forecast" />] as const] : []),
    ["log", say(CONTROL.log), <ControlLog key="log" story={story} />],
    ["reports", say(CONTROL.reports), <ReportsPanel key="reports" />],
  ];
  const first = phase === "planned" ? "people" : phase === "running" ? tabs[0][0] : "reports";
  return (
    <div className="stack">
      <ClockPanel />
      <div className="control-columns">
        <div className="stack">
          {phase === "planned" && isDirector ? <Steps /> : null}
          <WaitingPanel story={story} />
          {phase === "planned" ? <DoorPanel /> : null}
          {phase === "running" ? <NowPanel story={story} /> : null}
          {phase === "ended" || phase === "hot-wash" ? <HotWash /> : null}
        </div>
        <Tabs key={`${phase} ${stage.mode}`} defaultSelectedKey={first} className="tabs">
          <TabList aria-label={say(CONTROL.doIt)} className="tab-list">
            {tabs.map(([id, title]) => (
              <Tab key={id} id={id} className="tab">
                {title}
              </Tab>
            ))}
          </TabList>
          {tabs.map(([id, , content]) => (
            <TabPanel key={id} id={id} className="tab-panel">
              {content}
            </TabPanel>
          ))}
        </Tabs>
      </div>
    </div>
  );
}

/** What comes before STARTEX, for whoever does it for the first time. */
function Steps() {
  const say = useSay();
  const { language } = usePlace();
  return (
    <section className="panel" aria-labelledby="steps">
      <h2 id="steps">{say(CONTROL.steps)}</h2>
      <ol>
        {CONTROL_STEPS[language].map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ol>
    </section>
  );
}

function People({ story }: { readonly story: ControlStory }) {
  const { state, stage } = usePlace();
  const phase = state.clock?.phase ?? stage.phase;
  return (
    <div className="stack">
      <SeatsPanel story={story} />
      <PeoplePanel story={story} />
      {phase === "running" ? <DoorPanel /> : null}
    </div>
  );
}
