const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text of the form YYYY-MM-DD names a day that exists. */
export function isRealDate(text: string): boolean {
  const [year, month, day] = text.split("-").map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && leap ? 29 : MONTHS[month - 1];
  return length !== undefined && day >= 1 && day <= length;
}

/** Whether a text of the form YYYY-MM-DDTHH:MM(:SS)(Z|±HH:MM) names an instant that exists. */
export function isRealInstant(text: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(?:Z|[+-](\d{2}):(\d{2}))$/.exec(text);
  if (match === null) return false;
  const [, date, hour, minute, second, offsetHour, offsetMinute] = match;
  return (
    isRealDate(date) &&
    isBelow(hour, 24) &&
    isBelow(minute, 60) &&
    isBelow(second, 60) &&
    isBelow(offsetHour, 19) &&
    isBelow(offsetMinute, 60)
  );
}

function isBelow(part: string | undefined, limit: number): boolean {
  return Number(part ?? 0) < limit;
}
