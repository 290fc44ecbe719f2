/** Faults that a test wants the API to show. */
export interface Injection {
  /** HTTP method; any where absent. */
  method?: string;
  /** The request's path without `/api/v10`: a text that it contains, or a pattern; any where absent. */
  path?: string | RegExp;
  /** What the bot sees: a status, its connection torn, or (`slow`) the right answer after `delayMs`. */
  status: number | 'reset' | 'slow';
  /** How long the answer takes, in milliseconds; 0 where absent. */
  delayMs?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** How many matching requests; 1 where absent. */
  times?: number;
  /** Whether the request is carried out first, so that only its answer is lost. */
  afterwards?: boolean;
}

/** The faults that are still to come, first come first served. */
export class Injections {
  #coming: { injection: Injection; left: number }[] = [];

  add(injection: Injection): void {
    this.#coming.push({ injection, left: injection.times ?? 1 });
  }

  clear(): void {
    this.#coming = [];
  }

  /** The fault for this request, counted down; null where there is none. */
  take(method: string, path: string): Injection | null {
    const found = this.#coming.find(
      ({ injection }) => (injection.method ?? method) === method && matches(injection.path, path),
    );
    if (!found) return null;
    found.left--;
    this.#coming = this.#coming.filter(({ left }) => left > 0);
    return found.injection;
  }
}

function matches(wanted: string | RegExp | undefined, path: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? path.includes(wanted) : wanted.test(path);
}
