// Days as the service counts them: local dates in Europe/Stockholm.

/** The local date so many days after a moment, as 2026-12-01. */
export function day(from: Date, days: number): string {
  const [year, month, date] = local(from).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** A local time of a local day as an instant, such as instant('2026-12-01', '20:00'). */
export function instant(date: string, time: string): string {
  // Stockholm is one or two hours ahead of UTC: take the one that reads back as what was asked for.
  for (const offset of ['+01:00', '+02:00']) {
    const at = new Date(`${date}T${time}:00${offset}`);
    if (clockTime(at) === time) return at.toISOString();
  }
  throw new Error(`${date} ${time} does not exist in Stockholm`);
}

const local = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(at);
const clockTime = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' }).format(at);
