// Moves the clock of a server built with the feature `test-clock`.
export class Clock {
  private moved = false;

  constructor(private readonly serverUrl: string) {}

  /** Sets the time, such as '2026-12-01T08:00:00Z'. */
  async set(now: string): Promise<void> {
    await this.post({ now });
  }

  async advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): Promise<void> {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = by;
    await this.post({ advance_seconds: ((days * 24 + hours) * 60 + minutes) * 60 + seconds });
  }

  /** Back to the true time, so that the next test on the same server is not surprised. */
  async reset(): Promise<void> {
    if (this.moved) await this.post({ now: new Date().toISOString() });
    this.moved = false;
  }

  private async post(body: object): Promise<void> {
    this.moved = true;
    const response = await fetch(`${this.serverUrl}/_test/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.serverUrl },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`POST /_test/clock answered ${response.status}; was the server built with --features test-clock?`);
    }
  }
}
