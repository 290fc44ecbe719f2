/**
 * Loaded before the bot (`node --import`): its wall clock stands as far off this machine's as `CHAOS_CLOCK` says, in
 * milliseconds, and is set anew by every number that the parent process sends.
 */
let offset = Number(process.env.CHAOS_CLOCK ?? 0);
const RealDate = Date;

class SetDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(RealDate.now() + offset);
    else super(...(given as [number]));
  }

  static override now(): number {
    return RealDate.now() + offset;
  }
}
globalThis.Date = SetDate as DateConstructor;

process.on('message', (ms) => {
  if (typeof ms === 'number') offset = ms;
});
// The channel to the parent must not keep the bot alive.
process.channel?.unref();
