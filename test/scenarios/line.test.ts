import { describe } from 'vitest';
import { lineScenario } from './line.ts';

describe('the whole line, from feeds to cards', { shuffle: false }, () => lineScenario({}));
