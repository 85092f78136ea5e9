/** The first instant at which `until` no longer holds, `YYYY-MM-DDTHH:MM:SSZ`; `undefined` where the text is no date. */
export function untilInstant(text: string): string | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?Z)?$/.exec(text);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  if (hour === undefined) return dayAfter(year, month, day);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return `${text.slice(0, 10)}T${two(hour)}:${two(minute)}:${two(second)}Z`;
}

function dayAfter(year: number, month: number, day: number): string | undefined {
  if (day < daysOf(year, month)) return midnight(year, month, day + 1);
  if (month < 12) return midnight(year, month + 1, 1);
  return year < 9999 ? midnight(year + 1, 1, 1) : undefined;
}

/** The day before one, both as `YYYY-MM-DD`. */
export function dayBefore(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  if (day > 1) return midnight(year, month, day - 1).slice(0, 10);
  if (month > 1) return midnight(year, month - 1, daysOf(year, month - 1)).slice(0, 10);
  return midnight(year - 1, 12, 31).slice(0, 10);
}

const midnight = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T00:00:00Z`;

const two = (number: number): string => String(number).padStart(2, '0');

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
