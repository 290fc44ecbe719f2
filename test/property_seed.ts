import fc from 'fast-check';

// One seed unless another is given: what a change is judged by is the same before and after it, on every machine.
// Other cases are looked for with `PROPERTY_SEED=random`; a failure names its seed.
const { PROPERTY_SEED: wanted = '20261123' } = process.env;
const seed = wanted === 'random' ? Math.trunc(Math.random() * 2 ** 31) : Number(wanted);
if (!Number.isSafeInteger(seed))
  throw new Error(`PROPERTY_SEED is a whole number or "random", not "${wanted}".`);
fc.configureGlobal({ seed });
