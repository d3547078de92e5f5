import type { Changeable } from "./replay.ts";

/** A small protocol without a fault: an authority tells a service, which acts and answers. */
export const SOUND = `
schemaVersion: 1
id: sound
version: "1"
title: Sound
description: For tests.
binding: practice
delays:
  prepare: { fixed: PT30M, source: a report }
  patience: { fixed: PT4H, source: a report }
  rest: { fixed: PT1H, source: a report }
  whim: { exponential: { mean: PT1H }, source: a report }
decisions:
  answer:
    title: Answer
    options: { comply: { value: 0.7, source: a report }, refuse: { value: 0.3, source: a report } }
    takes: PT10M
roles:
  authority:
    title: Authority
    for: { kind: competent-authority }
    machine:
      initial: waiting
      states:
        waiting: { on: { incident.began: preparing } }
        preparing: { after: { prepare: ordering } }
        ordering:
          entry: { type: send, params: { message: removal-order, to: { kind: platform }, items: original } }
          on:
            report-back.delivered: done
            impossibility.delivered: done
          after:
            patience: done
        done: { tags: [end] }
  service:
    title: Service
    for: { kind: platform }
    machine:
      initial: idle
      states:
        idle: { on: { removal-order.opened: examining } }
        examining:
          entry: { type: decide, params: { decision: answer } }
          on:
            answer.comply:
              - { guard: namedItemsUp, target: resting, actions: [removeNamed, { type: send, params: { message: report-back, to: sender } }] }
              - { target: resting, actions: [removeNamed] }
            answer.refuse: { target: idle, actions: [{ type: send, params: { message: impossibility, to: sender } }] }
        resting: { after: { rest: idle } }
duties:
  obey:
    title: Obey
    instrument: An invented rule
    kind: law
    source: invented
    starts: { fact: message.delivered, what: removal-order }
    stops: { fact: order.fulfilled }
    within: { value: PT1H, source: invented }
`;

/** A fault planted in the small protocol by changing its text, and where it must be told. */
export interface Planted {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** further pairs of what is replaced and by what */
  readonly also?: readonly string[];
  readonly code: string;
  readonly path: string;
  /** as written: what must happen for it to show */
  readonly story: string;
}

const SERVICE = "roles.service.machine.states";
const AUTHORITY = "roles.authority.machine.states";
const TOLD = "service: removal-order.opened";
const ORDERED = "authority: incident.began > after prepare";

export const PLANTED: readonly Planted[] = [
  {
    name: "a state that nothing leads to",
    from: "        done: { tags: [end] }",
    to: "        done: { tags: [end] }\n        lost: { after: { rest: waiting } }",
    code: "verification/unreachable_state",
    path: `${AUTHORITY}.lost`,
    story: "",
  },
  {
    name: "a state behind a flag that nobody sets",
    from: "preparing: { after: { prepare: ordering } }",
    to: "preparing: { after: { prepare: [{ guard: { type: flagIs, params: { flag: war } }, target: hushed }, ordering] } }\n        hushed: { tags: [end] }",
    code: "verification/unreachable_state",
    path: `${AUTHORITY}.hushed`,
    story: "",
  },
  {
    name: "a transition behind a counter that nobody counts",
    from: "            patience: done",
    to: "            patience: [{ guard: { type: counterAtLeast, params: { counter: rounds, n: 2 } }, target: waiting }, done]",
    code: "verification/unreachable_transition",
    path: `${AUTHORITY}.ordering.after.patience.0`,
    story: ORDERED,
  },
  {
    name: "a transition on a chance of nothing",
    from: "        resting: { after: { rest: idle } }",
    to: "        resting: { after: { rest: [{ guard: { type: chance, params: { name: odd, of: 0 } }, target: examining }, idle] } }",
    code: "verification/unreachable_transition",
    path: `${SERVICE}.resting.after.rest.0`,
    story: `${TOLD} > answer.comply (namedItemsUp: yes)`,
  },
  {
    name: "a state that nobody leaves and that is no end",
    from: "        done: { tags: [end] }",
    to: "        done: {}",
    code: "verification/dead_end",
    path: `${AUTHORITY}.done`,
    story: `${ORDERED} > impossibility.delivered`,
  },
  {
    name: "a rest without an end",
    from: "        resting: { after: { rest: idle } }",
    to: "        resting: { description: For ever. }",
    code: "verification/dead_end",
    path: `${SERVICE}.resting`,
    story: `${TOLD} > answer.comply (namedItemsUp: yes)`,
  },
  {
    name: "a state that leads only to itself",
    from: "        done: { tags: [end] }",
    to: "        done: { on: { hour.passed: done } }",
    code: "verification/dead_end",
    path: `${AUTHORITY}.done`,
    story: `${ORDERED} > impossibility.delivered`,
  },
  {
    name: "an alternative after one without a guard",
    from: "              - { guard: namedItemsUp, target: resting, actions: [removeNamed, { type: send, params: { message: report-back, to: sender } }] }\n              - { target: resting, actions: [removeNamed] }",
    to: "              - { target: resting, actions: [removeNamed, { type: send, params: { message: report-back, to: sender } }] }\n              - { guard: namedItemsUp, target: resting, actions: [removeNamed] }",
    code: "verification/same_choice",
    path: `${SERVICE}.examining.on.answer.comply.1`,
    story: `${TOLD} > answer.comply`,
  },
  {
    name: "two alternatives with equal guards",
    from: "              - { target: resting, actions: [removeNamed] }",
    to: "              - { guard: { type: namedItemsUp }, target: idle }\n              - { target: resting, actions: [removeNamed] }",
    code: "verification/same_choice",
    path: `${SERVICE}.examining.on.answer.comply.1`,
    story: `${TOLD} > answer.comply (namedItemsUp: yes)`,
  },
  {
    name: "an alternative that asks for more than an earlier one",
    from: "              - { target: resting, actions: [removeNamed] }",
    to: "              - { guard: { and: [namedItemsUp, isPublic] }, target: idle }\n              - { target: resting, actions: [removeNamed] }",
    code: "verification/same_choice",
    path: `${SERVICE}.examining.on.answer.comply.1`,
    story: `${TOLD} > answer.comply (namedItemsUp: yes)`,
  },
  {
    name: "a timer whose delay never ends",
    from: "rest: { fixed: PT1H, source: a report }",
    to: "rest: never",
    code: "verification/timer_never_fires",
    path: `${SERVICE}.resting.after.rest`,
    story: `${TOLD} > answer.comply (namedItemsUp: yes)`,
  },
  {
    name: "a timer that another of its state always overtakes",
    from: "            patience: done",
    to: "            patience: done\n            rest: waiting",
    code: "verification/timer_never_fires",
    path: `${AUTHORITY}.ordering.after.patience`,
    story: ORDERED,
  },
  {
    name: "a timer of a state that is left at once",
    from: "        resting: { after: { rest: idle } }",
    to: "        resting: { always: idle, after: { rest: idle } }",
    code: "verification/timer_never_fires",
    path: `${SERVICE}.resting.after.rest`,
    story: "service: removal-order.opened > answer.comply (namedItemsUp: yes)",
  },
  {
    name: "a message to whom nobody listens",
    from: "            impossibility.delivered: done\n",
    to: "",
    code: "verification/message_unheard",
    path: `${SERVICE}.examining.on.answer.refuse.actions.0`,
    story: `${TOLD} > answer.refuse`,
  },
  {
    name: "a message of another kind than the one that they listen to",
    from: "          entry: { type: send, params: { message: removal-order, to: { kind: platform }, items: original } }",
    to: "          entry: [{ type: send, params: { message: removal-order, to: { kind: platform }, items: original } }, { type: send, params: { message: notice, to: { kind: platform } } }]",
    code: "verification/message_unheard",
    path: `${AUTHORITY}.ordering.entry.1`,
    story: ORDERED,
  },
  {
    name: "an update that nobody takes in",
    from: "        preparing: { after: { prepare: ordering } }",
    to: "        preparing: { entry: { type: send, params: { message: update, to: everyone } }, after: { prepare: ordering } }",
    code: "verification/message_unheard",
    path: `${AUTHORITY}.preparing.entry`,
    story: "authority: incident.began",
  },
  {
    name: "a wait for a message that nobody sends",
    from: "            impossibility.delivered: done\n",
    to: "            impossibility.delivered: done\n            annulment.opened: done\n",
    code: "verification/event_never_comes",
    path: `${AUTHORITY}.ordering.on.annulment.opened`,
    story: ORDERED,
  },
  {
    name: "a wait for a decision that somebody else takes",
    from: "            impossibility.delivered: done\n",
    to: "            impossibility.delivered: done\n            answer.refuse: done\n",
    code: "verification/event_never_comes",
    path: `${AUTHORITY}.ordering.on.answer.refuse`,
    story: ORDERED,
  },
  {
    name: "a wait for what only services are told",
    from: "            impossibility.delivered: done\n",
    to: "            impossibility.delivered: done\n            content.confirmed: done\n",
    code: "verification/event_never_comes",
    path: `${AUTHORITY}.ordering.on.content.confirmed`,
    story: ORDERED,
  },
  {
    name: "a role that only changes its state",
    from: "duties:\n",
    to: "  watcher:\n    title: Watcher\n    for: { kind: press }\n    machine: { initial: calm, states: { calm: { on: { hour.passed: told } }, told: { tags: [end] } } }\nduties:\n",
    code: "verification/role_never_acts",
    path: "roles.watcher",
    story: "",
  },
  {
    name: "a role that waits for a call that nobody makes",
    from: "duties:\n",
    to: "  court:\n    title: Court\n    for: { kind: court }\n    machine: { initial: calm, states: { calm: { on: { request.opened: { actions: [{ type: note, params: { what: heard } }] } } } } }\nduties:\n",
    code: "verification/role_never_acts",
    path: "roles.court",
    story: "",
  },
  {
    name: "a role whose deed stands behind a flag that nobody sets",
    from: "duties:\n",
    to: "  court:\n    title: Court\n    for: { kind: court }\n    machine: { initial: calm, states: { calm: { on: { hour.passed: { guard: { type: flagIs, params: { flag: war } }, actions: [{ type: note, params: { what: heard } }] } } } } }\nduties:\n",
    code: "verification/role_never_acts",
    path: "roles.court",
    story: "",
  },
  {
    name: "two roles that wait for each other from the beginning",
    from: "        waiting: { on: { incident.began: preparing } }",
    to: "        waiting: { on: { report-back.delivered: preparing } }",
    code: "verification/waits_for_ever",
    path: `${AUTHORITY}.waiting`,
    story: "",
  },
  {
    name: "an authority that waits for an answer which a service gives only to another order",
    from: "          after:\n            patience: done\n",
    to: "",
    code: "verification/waits_for_ever",
    path: `${AUTHORITY}.ordering`,
    story: `${ORDERED} > service: removal-order.opened > answer.comply (namedItemsUp: no) > after rest`,
  },
  {
    name: "two helpers that answer each other only",
    from: "duties:\n",
    to: "  helper:\n    title: Helper\n    for: { kind: coordinator }\n    machine: { initial: still, states: { still: { on: { request.opened: { actions: [{ type: send, params: { message: clarification, to: { kind: coordinator } } }] } } } } }\n  asker:\n    title: Asker\n    for: { kind: coordinator }\n    machine: { initial: still, states: { still: { on: { clarification.opened: { actions: [{ type: send, params: { message: request, to: { kind: coordinator } } }] } } } } }\nduties:\n",
    code: "verification/waits_for_ever",
    path: "roles.asker.machine.states.still",
    story: "",
  },
  {
    name: "a duty that a fixed wait alone breaks",
    from: "        idle: { on: { removal-order.opened: examining } }",
    to: "        idle: { on: { removal-order.opened: checking } }\n        checking: { after: { patience: examining } }",
    code: "verification/duty_too_short",
    path: "duties.obey",
    story: "service: removal-order.opened > after patience > answer.comply (namedItemsUp: yes)",
  },
  {
    name: "a duty broken by two waits, one after the other",
    from: "        idle: { on: { removal-order.opened: examining } }",
    to: "        idle: { on: { removal-order.opened: one } }\n        one: { after: { prepare: two } }\n        two: { after: { rest: examining } }",
    code: "verification/duty_too_short",
    path: "duties.obey",
    story: "service: removal-order.opened > after prepare > after rest > answer.comply (namedItemsUp: yes)",
  },
  {
    name: "a duty whose fastest path goes by an answer that takes its time",
    from: "        idle: { on: { removal-order.opened: examining } }",
    to: "        idle: { on: { removal-order.opened: asking } }\n        asking: { entry: { type: send, params: { message: clarification, to: sender } }, on: { clarification.opened: examining } }",
    also: [
      "            impossibility.delivered: done\n",
      "            impossibility.delivered: done\n            clarification.opened: thinking\n",
      "        done: { tags: [end] }",
      "        done: { tags: [end] }\n        thinking: { after: { patience: { target: done, actions: { type: send, params: { message: clarification, to: { kind: platform } } } } } }",
    ],
    code: "verification/duty_too_short",
    path: "duties.obey",
    story:
      "service: removal-order.opened > authority: incident.began > after prepare > clarification.opened > after patience > service: clarification.opened > answer.comply (namedItemsUp: yes)",
  },
  {
    name: "a duty that nothing stops",
    from: "    stops: { fact: order.fulfilled }",
    to: "    stops: { fact: message.sent, what: confirmation }",
    code: "verification/duty_never_stops",
    path: "duties.obey",
    story: "",
  },
  {
    name: "a duty that a state stops which the role does not have",
    from: "    stops: { fact: order.fulfilled }",
    to: "    stops: { fact: state.entered, what: service, how: resting-place }",
    code: "verification/duty_never_stops",
    path: "duties.obey",
    story: "",
  },
  {
    name: "a duty that a state starts and nothing stops",
    from: "    starts: { fact: message.delivered, what: removal-order }\n    stops: { fact: order.fulfilled }",
    to: "    starts: { fact: state.entered, what: service, how: examining }\n    stops: { fact: message.sent, what: confirmation }",
    code: "verification/duty_never_stops",
    path: "duties.obey",
    story: "",
  },
  {
    name: "an alternative for days that lie within those of an earlier one",
    from: "              - { target: resting, actions: [removeNamed] }",
    to: '              - { guard: { type: dateIs, params: { to: "2026-06-17" } }, target: idle }\n              - { guard: { type: dateIs, params: { from: "2026-01-01", to: "2026-06-01" } }, target: resting }\n              - { target: resting, actions: [removeNamed] }',
    code: "verification/same_choice",
    path: `${SERVICE}.examining.on.answer.comply.2`,
    story: `${TOLD} > answer.comply (namedItemsUp: yes)`,
  },
  {
    name: "an alternative for more uploads than an earlier one asks for, however both are assumed",
    from: "              - { target: resting, actions: [removeNamed] }",
    to: "              - { guard: { type: uploadsAtLeast, params: { perHour: { value: 50, assumed: [40, 60], because: invented } } }, target: idle }\n              - { guard: { type: uploadsAtLeast, params: { perHour: { value: 90, assumed: [60, 99], because: invented } } }, target: resting }\n              - { target: resting, actions: [removeNamed] }",
    code: "verification/same_choice",
    path: `${SERVICE}.examining.on.answer.comply.2`,
    story: `${TOLD} > answer.comply (namedItemsUp: yes)`,
  },
];

/** A fault planted in a copy of a shipped protocol. */
export interface Spoilt {
  readonly id: string;
  readonly name: string;
  readonly change: (protocol: Changeable) => void;
  readonly code: string;
  readonly path: string;
}

export const SPOILT: readonly Spoilt[] = [
  {
    id: "eu-removal-order",
    name: "the way to the hindered host is cut",
    change: ({ roles }) => {
      delete roles.host.machine.states.examining.on["answer-order.impossible"];
    },
    code: "verification/unreachable_state",
    path: "roles.host.machine.states.hindered",
  },
  {
    id: "eu-removal-order",
    name: "the host that defies is not marked as an end",
    change: ({ roles }) => {
      roles.host.machine.states.defying = {};
    },
    code: "verification/dead_end",
    path: "roles.host.machine.states.defying",
  },
  {
    id: "eu-removal-order",
    name: "the authority no longer answers questions",
    change: ({ roles }) => {
      delete roles["issuing-authority"].machine.states.ordering.on;
    },
    code: "verification/message_unheard",
    path: "roles.host.machine.states.asking.entry.0",
  },
  {
    id: "eu-removal-order",
    name: "first contacts are looked into twice",
    change: ({ roles }) => {
      const { on } = roles.host.machine.states.delivered;
      on["removal-order.opened"].splice(1, 0, structuredClone(on["removal-order.opened"][0]));
    },
    code: "verification/same_choice",
    path: "roles.host.machine.states.delivered.on.removal-order.opened.1",
  },
  {
    id: "eu-removal-order",
    name: "an order is authenticated for two fixed hours",
    change: ({ roles, delays }) => {
      roles.host.machine.states.delivered.on["removal-order.opened"] = { target: "authenticating" };
      delays.authentication.law = { kind: "fixed", value: 7_200_000 };
    },
    code: "verification/duty_too_short",
    path: "duties.remove-within-the-hour",
  },
  {
    id: "eu-removal-order",
    name: "a notice period without end",
    change: ({ delays }) => {
      delays.noticePeriod.law = { kind: "never" };
    },
    code: "verification/timer_never_fires",
    path: "roles.issuing-authority.machine.states.notifying.after.noticePeriod",
  },
  {
    id: "content-incident-protocol",
    name: "the secretariat waits for votes without a window",
    change: ({ roles }) => {
      delete roles.secretariat.machine.states.voting.after;
    },
    code: "verification/waits_for_ever",
    path: "roles.secretariat.machine.states.voting",
  },
  {
    id: "content-incident-protocol",
    name: "nobody counts the votes",
    change: ({ roles }) => {
      delete roles.secretariat.machine.states.voting.on["vote.delivered"].actions;
    },
    code: "verification/unreachable_state",
    path: "roles.secretariat.machine.states.active",
  },
  {
    id: "content-incident-protocol",
    name: "nobody tells the government",
    change: ({ roles }) => {
      roles.secretariat.machine.states.active.entry.pop();
    },
    code: "verification/role_never_acts",
    path: "roles.government",
  },
  {
    id: "french-2020",
    name: "the administration never asks",
    change: ({ roles }) => {
      roles.administration.machine.states.demanding.entry.splice(1, 1);
    },
    code: "verification/event_never_comes",
    path: "roles.host.machine.states.delivered.on.takedown-request.opened",
  },
  {
    id: "french-2020",
    name: "no host removes anything on demand",
    change: ({ roles }) => {
      roles.host.machine.states.examining.on["answer-demand.comply"].actions.splice(1, 1);
    },
    code: "verification/duty_never_stops",
    path: "duties.hour-after-demand",
  },
  {
    id: "ad-hoc-2019",
    name: "the reminder is due before the police knew",
    change: ({ roles }) => {
      roles["task-force"].machine.states.reinforced.after.patience = { target: "over" };
    },
    code: "verification/timer_never_fires",
    path: "roles.task-force.machine.states.reinforced.after.intenseWork",
  },
  {
    id: "ad-hoc-2019",
    name: "the police hears no answer",
    change: ({ roles }) => {
      delete roles.police.machine.states.told.on;
    },
    code: "verification/message_unheard",
    path: "roles.host.machine.states.examining.on.answer-notice.remove.actions.2",
  },
  {
    id: "life-of-a-copy",
    name: "nobody is asked to review",
    change: ({ item }) => {
      for (const each of Object.values(item.states.visible.states.unreviewed.states) as Changeable[])
        for (const list of Object.values(each.after ?? {}) as Changeable[])
          for (const one of [list].flat()) delete one.actions;
      item.states.visible.states.unreviewed.after.platformScan[1].actions.pop();
    },
    code: "verification/event_never_comes",
    path: "item.states.visible.states.inReview.on.review.unlawful",
  },
  {
    id: "hash-sharing",
    name: "an event without a label is not asked about",
    change: ({ hash }) => {
      delete hash.states.own.always[1].guard;
    },
    code: "verification/same_choice",
    path: "hash.states.own.always.2",
  },
];
