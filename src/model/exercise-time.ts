/** Exercise time as our own sheets write it. Milliseconds of exercise time; below zero is before STARTEX. */

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

const two = (value: number) => String(value).padStart(2, "0");

/** `D+1 02:30:00`; before STARTEX `-00:05:00`, hours above 24 where need be; milliseconds only where there are some. */
export function writeOffset(at: number): string {
  const size = Math.abs(at);
  const days = at < 0 ? 0 : Math.floor(size / DAY);
  const hours = Math.floor((size - days * DAY) / HOUR);
  const rest = size % HOUR;
  const milliseconds = rest % SECOND;
  const clock = `${two(hours)}:${two(Math.floor(rest / MINUTE))}:${two(Math.floor((rest % MINUTE) / SECOND))}`;
  const fraction = milliseconds === 0 ? "" : `.${String(milliseconds).padStart(3, "0")}`;
  return `${at < 0 ? "-" : `D+${days} `}${clock}${fraction}`;
}

const OWN = /^(?:D\+(\d{1,9}) |(-))(\d{2,12}):([0-5]\d):([0-5]\d)(?:\.(\d{3}))?$/;

/** Reads what `writeOffset` wrote, and nothing else. */
export function readOwnOffset(text: string): number | undefined {
  const match = OWN.exec(text.trim());
  if (match === null) return undefined;
  const [, days = "0", minus, hours, minutes, seconds, milliseconds = "0"] = match;
  const clock =
    Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND + Number(milliseconds);
  return minus === undefined ? Number(days) * DAY + clock : -clock;
}
