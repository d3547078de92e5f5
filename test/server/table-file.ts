const both = (text: string) => ({ en: text, fr: text });
/** An exercise with people in the seats of these actors. */
export const tableFile = (actors: readonly string[]) => ({
  schemaVersion: 1,
  id: "evening-watch",
  title: both("Evening watch"),
  aim: both("To try the table."),
  scope: both("Two seats."),
  marking: both("EXERCISE EXERCISE EXERCISE"),
  scenario: "second-attack",
  scale: 0.01,
  seed: 6,
  duration: "PT45M",
  speed: 60,
  patience: "PT10M",
  overview: { threat: both("Invented."), sponsor: both("Nobody."), contact: both("The director.") },
  rows: [
    {
      number: "1.01",
      title: both("A call from the press"),
      text: both("They ask what is known."),
      at: "PT40M",
      method: "phone",
    },
  ],
  notes: { facilitator: both("None."), controller: both("None."), evaluator: both("None.") },
  seats: (actors.length === 0 ? ["interior-ministry"] : actors).map((actor) => ({
    id: actor,
    actor,
    title: both(actor),
    brief: both(`You are ${actor}.`),
  })),
});
