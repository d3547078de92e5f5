import type { Cell } from "./coverage.ts";
import type { ErrorRate, Power } from "./errors.ts";

const tell = ({ what, n, covered, under, over }: Cell) =>
  `${what}, ${n}: ${covered.toFixed(2)} % (truth under ${under.toFixed(1)}, over ${over.toFixed(1)})`;

const fault = (holds: boolean, text: string): string[] => (holds ? [] : [text]);

/** "Too few to tell" is no way out: it may be the answer in a few of the smallest experiments only. */
const isRare = ({ n, tooFew }: Cell) => tooFew <= (n < 100 ? 5 : 0.1);

export const faultsOfMeans = (cells: readonly Cell[]): string[] =>
  cells.flatMap((cell) =>
    fault(
      isRare(cell) && (cell.n < 100 ? cell.covered >= 92 : cell.covered >= 93 && cell.covered <= 97),
      tell(cell),
    ),
  );

export const faultsOfOthers = (cells: readonly Cell[]): string[] =>
  cells.flatMap((cell) => fault(cell.covered >= 93 && cell.tooFew < 20, tell(cell)));

export const faultsOfStopped = (cells: readonly Cell[]): string[] =>
  cells.flatMap((cell) => fault(cell.covered >= 93 && cell.covered <= 97, tell(cell)));

export const faultsOfRates = (rates: readonly ErrorRate[]): string[] =>
  rates.flatMap(({ what, measures, wrong, allowed }) =>
    fault(wrong <= allowed, `${what}, ${measures} measures: ${wrong.toFixed(2)} % false`),
  );

export const faultsOfPowers = (powers: readonly Power[]): string[] =>
  powers.flatMap(({ what, measures, better, worse, said }) =>
    fault(
      better >= 80 && worse < 1 && said >= 95,
      `${what}, family of ${measures}: better in ${better} %, worse in ${worse} %, said in ${said} %`,
    ),
  );
