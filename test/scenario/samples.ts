/** A small protocol with a machine for items and one role. */
export const PROTOCOL = `
schemaVersion: 1
id: swift
version: "1"
title: { en: Swift, fr: Rapide }
description: For tests.
binding: voluntary
decisions:
  assess:
    title: Assess
    options: { unlawful: { value: 0.7, assumed: [0.5, 0.9] }, lawful: { value: 0.3, source: a report } }
    takes: { lognormal: { median: PT10M, sigma: 1 }, source: a report }
delays: { secondLook: { fixed: PT30M, source: a report } }
duties:
  answer:
    title: Answer
    instrument: An invented rule
    kind: voluntary
    source: invented
    starts: { fact: message.delivered, what: notice }
    stops: { fact: decision.taken, what: assess }
    within: { value: PT1H, source: invented }
roles:
  desk:
    title: Desk
    for: { kind: platform }
    machine:
      initial: idle
      states:
        idle: { on: { content.reported: busy } }
        busy: { entry: { type: decide, params: { decision: assess } }, on: { assess.unlawful: idle, assess.lawful: idle } }
item:
  initial: up
  states:
    up:
      entry: publish
      description: Online.
      after:
        secondLook:
          - { target: gone, guard: { type: chance, params: { of: { value: 0.4, assumed: [0.2, 0.6], because: guess }, name: look } } }
    gone: { type: final, entry: { type: remove, params: { by: desk } } }
`;

export const LIBRARY = `
schemaVersion: 1
platforms:
  plain: { views: { value: 50, source: a report }, offspring: { agora: { value: 0.2, source: a report }, elsewhere: 0.3 }, members: [circle] }
  plainer: { use: plain, public: false }
channels:
  - { to: nobody-here, delay: PT8M }
  - { to: agora, delay: { fixed: PT9M, source: a report } }
`;

export const SCENARIO = `
schemaVersion: 1
id: sample
title: A sample
include: [shared.yaml]
protocols: [swift]
horizon: P1D
platforms:
  agora:
    views: { value: 100, assumed: [50, 200], because: guess }
    halfLife: { value: PT1H, source: a report }
    offspring: { bazaar: { value: 0.4, source: a report } }
  bazaar: { use: plainer, views: { value: 10, source: a report } }
originals:
  clip: { platform: agora, at: -PT5M, title: Clip }
lookalikes:
  news: { platform: agora, count: { value: 10, source: a report }, arrives: { exponential: { mean: PT2H }, source: a report } }
variants:
  alone: { overlay: { platforms: { bazaar: null } } }
  bare: { title: Bare, overlay: { platforms: { bazaar: { members: null, views: 7 } } } }
`;

export const TEXTS = { "swift.yaml": PROTOCOL, "shared.yaml": LIBRARY };
