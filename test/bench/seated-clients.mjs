/** Everybody at the table of the bench, in a process of its own: seats act, all note what they are told. */
import { io } from "socket.io-client";

let onMessage = ({ port, exercise, people, seconds }) => {
  play(port, exercise, people, seconds).catch((error) => {
    console.error(error);
    process.exit(1);
  });
};
process.on("message", (message) => onMessage(message));
/** Says something and waits for the answer. */
const asks = (kind) =>
  new Promise((done) => {
    onMessage = done;
    process.send({ kind });
  });

/** How often NO DUFF is pressed, by somebody else each time, and how long the last screen is waited for, milliseconds. */
const ALARMS = 6;
const PATIENCE_MS = 30_000;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function play(port, exercise, people, seconds) {
  const all = [];
  for (const { key, isPlayer } of people) {
    const socket = io(`http://127.0.0.1:${port}`, {
      transports: ["websocket"],
      extraHeaders: { authorization: `Bearer ${key}` },
      forceNew: true,
      reconnection: false,
    });
    const person = { socket, isPlayer, open: new Map(), options: {}, next: 1, messages: 0, faults: 0 };
    socket.on("table", ({ clock, items }) => {
      person.messages++;
      if (clock.isFrozen) person.coveredAt ??= performance.now();
      person.clock = clock;
      for (const { seq, learnt } of items) {
        if (seq !== person.next) person.faults++;
        person.next = seq + 1;
        for (const { kind, number, decision } of learnt?.facts ?? []) {
          if (kind === "decision.opened") person.open.set(number, decision);
          if (kind === "decision.answered" || kind === "decision.lapsed") person.open.delete(number);
        }
      }
    });
    const { ok, stage, problem } = await socket.emitWithAck("sit", { exercise });
    if (!ok) throw new Error(problem.code);
    for (const { decision, options } of stage.decisions ?? []) person.options[decision] = options;
    all.push(person);
  }
  process.send({ kind: "seated" });
  await wait(3000);
  for (const person of all) person.messages = 0;
  const decided = [];
  const others = [];
  let refused = 0;
  const until = performance.now() + seconds * 1000;
  const act = async (person, index) => {
    // Not all in the same millisecond.
    await wait((index * 1000) / all.length);
    for (let turn = 0; performance.now() < until; turn++) {
      const [opened] = person.open;
      const name = Object.keys(person.options).find((each) => opened?.[1].endsWith(each));
      const command =
        name === undefined
          ? { kind: turn % 2 === 0 ? "free-action" : "tell-control", text: `Words ${turn}` }
          : {
              kind: "decide",
              decision: opened[0],
              option: person.options[name][turn % person.options[name].length],
              reason: "Because.",
            };
      if (name !== undefined) person.open.delete(opened[0]);
      const began = performance.now();
      const { ok } = await person.socket.emitWithAck("act", { exercise, id: `a-${turn}`, command });
      if (ok) (name === undefined ? others : decided).push(performance.now() - began);
      else refused++;
      await wait(1000);
    }
  };
  await Promise.all(all.filter(({ isPlayer }) => isPlayer).map(act));
  const perSecond = all.map(({ messages }) => messages / seconds).sort((a, b) => a - b);
  const told = { alarms: [], uncovered: 0, ranOn: 0 };
  await asks("done");
  for (let alarm = 0; alarm < ALARMS; alarm++) await sound(exercise, all, alarm, told);
  process.send(
    {
      kind: "told",
      ...told,
      decided,
      others,
      refused,
      gaps: all.reduce((sum, { faults }) => sum + faults, 0),
      cutOff: all.filter(({ socket }) => !socket.connected).length,
      fewest: perSecond[0],
      middle: perSecond[Math.floor(perSecond.length / 2)],
    },
    () => process.exit(0),
  );
}

/** Somebody presses NO DUFF: how long until the last screen is told, whether every one is, and whether any clock goes on. */
async function sound(exercise, all, alarm, told) {
  for (const person of all) person.coveredAt = undefined;
  // Players and observers in turn, from all over the room.
  const by = all[(alarm * 37 + 5) % all.length];
  const began = performance.now();
  const { ok, at } = await by.socket.emitWithAck("act", {
    exercise,
    id: `alarm-${alarm}`,
    command: { kind: "no-duff" },
  });
  if (!ok) throw new Error("no-duff was refused");
  while (all.some(({ coveredAt }) => coveredAt === undefined) && performance.now() - began < PATIENCE_MS)
    await wait(20);
  const covered = all.flatMap(({ coveredAt }) => coveredAt ?? []);
  told.uncovered += all.length - covered.length;
  told.alarms.push(Math.max(...covered) - began);
  told.ranOn += all.filter(({ clock }) => clock.at > at || clock.isRunning).length;
  await asks("alarmed");
}
