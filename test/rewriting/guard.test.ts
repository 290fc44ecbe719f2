import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guard, type Refusal } from '../../src/rewriting/guard.ts';
import type { LanguageCode } from '../../src/rewriting/languages.ts';

const attack =
  '2 killed (1 to 2: regional governor 2, city authorities 1), 3 injured in Kyiv and Fastiv, Ukraine (regional governor); 165 drones and at least 9 missiles launched by Russia; hit: private clinic; power outage.';
const talks =
  'Talks in Paris on 6 January: Emmanuel Macron, Ukraine, France and United States; on security guarantees.';
const claim = 'Russia says Ukraine launched drones at residence; Kyiv denies it';

describe('guard', () => {
  it.each<[LanguageCode, string, string]>([
    [
      'en',
      attack,
      'Two people were killed (1 to 2: the regional governor says 2, the city authorities 1) and three injured in Kyiv and Fastiv, Ukraine, according to the regional governor. 165 drones and at least nine missiles were launched by Russia; a private clinic was hit and power went out.',
    ],
    [
      'es',
      attack,
      'Dos muertos (de 1 a 2: el gobernador regional 2, las autoridades de la ciudad 1) y tres heridos en Kyiv y Fastiv, Ucrania (gobernador regional); 165 drones y al menos nueve misiles lanzados por Rusia; alcanzada una clínica privada; corte de luz.',
    ],
    [
      'fr',
      attack,
      'Deux morts (de 1 à 2 : gouverneur régional 2, autorités de la ville 1) et trois blessés à Kyiv et Fastiv, en Ukraine (gouverneur régional) ; 165 drones et au moins neuf missiles lancés par la Russie ; une clinique privée touchée ; coupure de courant.',
    ],
    [
      'pl',
      attack,
      'Dwie osoby zabite (od 1 do 2: gubernator 2, władze miasta 1), trzy ranne w Kyiv i Fastiv, Ukraina (gubernator); 165 dronów i co najmniej dziewięć pocisków wystrzelonych przez Rosję; trafiono prywatną klinikę; brak prądu.',
    ],
    [
      'pt',
      attack,
      'Dois mortos (de 1 a 2: governador regional 2, autoridades da cidade 1) e três feridos em Kyiv e Fastiv, Ucrânia (governador regional); 165 drones e pelo menos nove mísseis lançados pela Rússia; atingida uma clínica privada; falta de luz.',
    ],
    [
      'ru',
      attack,
      'Двое погибших (от 1 до 2: губернатор 2, городские власти 1), трое раненых в Kyiv и Fastiv, Украина (губернатор); 165 дронов и не менее девяти ракет запущены Россией; попадание: частная клиника; отключение электричества.',
    ],
    [
      'uk',
      attack,
      'Двоє загиблих (від 1 до 2: голова області 2, міська влада 1), троє поранених у Kyiv і Fastiv, Україна (голова області); 165 дронів і щонайменше дев’ять ракет запущено Росією; влучання: приватна клініка; знеструмлення.',
    ],
    [
      'fr',
      talks,
      'Discussions à Paris le 6 janvier : Emmanuel Macron, l’Ukraine, la France et les États-Unis ; sur des garanties de sécurité.',
    ],
    ['es', claim, 'Rusia dice que Ucrania lanzó drones contra una residencia; Kyiv lo niega'],
    ['en', 'Strikes kill twenty-four near Sumy', 'Near Sumy, strikes killed 24 people.'],
    ['en', 'Dozens hurt in Odesa blast', 'A blast in Odesa hurt dozens.'],
    ['fr', 'Dozens hurt in Odesa blast', 'Une explosion à Odesa a fait des dizaines de blessés.'],
    [
      'es',
      'Mayor: “we will rebuild” after 31 homes burn',
      'Tras arder treinta y una casas, el alcalde dice: “we will rebuild”',
    ],
  ])('lets through, in %s: %s', (language, built, rewritten) => {
    expect(guard(built, rewritten, language)).toEqual({ ok: true, text: rewritten });
  });

  it.each<[Refusal, string, LanguageCode, string, string]>([
    ['number', 'an invented figure', 'en', '2 killed in Kyiv.', '2 killed and 4 injured in Kyiv.'],
    ['number', 'one in words', 'en', '2 killed in Kyiv.', '2 killed, forty injured in Kyiv.'],
    [
      'number',
      'one in words of the language',
      'uk',
      '2 killed in Kyiv.',
      '2 загиблих, сорок поранених у Kyiv.',
    ],
    ['number', 'figures that changed places', 'en', '2 killed, 3 injured.', '3 killed, 2 injured.'],
    ['number', 'and that in words', 'es', '2 killed, 3 injured.', 'Tres muertos, dos heridos.'],
    ['number', 'what is counted', 'en', '165 drones launched by Russia.', '165 missiles launched by Russia.'],
    [
      'number',
      'launched for intercepted',
      'en',
      '9 drones launched; 7 drones intercepted.',
      '7 drones launched; 9 drones intercepted.',
    ],
    ['number', 'a bound that fell away', 'en', 'At least 9 killed in Sumy.', '9 killed in Sumy.'],
    ['number', 'a bound that came', 'fr', '9 killed in Sumy.', 'Plus de 9 morts à Sumy.'],
    ['number', 'an ordinal', 'en', 'Strike on Sumy kills 4.', 'Third strike on Sumy kills 4.'],
    ['figure_lost', 'a toll', 'en', '2 killed, 3 injured in Kyiv.', '2 killed in Kyiv.'],
    ['figure_lost', 'a number of weapons', 'fr', '2 killed; 165 drones launched.', '2 morts.'],
    ['name', 'a person', 'en', 'Talks in Paris.', 'Talks in Paris with Merrill.'],
    ['name', 'a person who begins the sentence', 'en', 'Talks in Paris.', 'Merrill held talks in Paris.'],
    [
      'name',
      'one written small',
      'en',
      'Strike on Kyiv kills 2.',
      'Strike on Kyiv ordered by putin kills 2.',
    ],
    ['name', 'a town', 'fr', '2 killed in Kyiv.', '2 morts à Kyiv et Dnipro.'],
    [
      'name',
      'a country by its people',
      'es',
      'Strike on Kyiv kills 2.',
      'Ataque ruso contra Kyiv: 2 muertos.',
    ],
    ['name', 'another spelling, which can’t be judged', 'ru', '2 killed in Kyiv.', '2 погибших, Киев.'],
    [
      'script',
      'words of another script',
      'en',
      'Strike on Kyiv kills 2.',
      'Strike on Kyiv kills 2 невинных.',
    ],
    ['script', 'letters that look alike', 'en', 'Strike on Kyiv kills 2.', 'A strіke on Kyiv kills 2.'],
    [
      'name_order',
      'who attacked whom',
      'en',
      'Strike in Kyiv, Ukraine; attack by Russia.',
      'Strike in Kyiv, Russia; attack by Ukraine.',
    ],
    ['date', 'another month', 'fr', 'Talks in Paris on 6 January.', 'Discussions à Paris le 6 février.'],
    ['date', 'a weekday', 'en', 'Talks in Paris on 6 January.', 'Talks in Paris on Sunday 6 January.'],
    ['quote', 'words that nobody said', 'en', 'Mayor vows to rebuild.', 'Mayor vows: “we will never rest”.'],
    ['quote', 'a mark without its counterpart', 'en', 'Mayor vows to rebuild.', 'Mayor vows “to rebuild.'],
    ['doubt', 'a claim told as a fact', 'en', 'Army claims it hit a depot.', 'Army hit a depot.'],
    ['doubt', 'a denial lost', 'fr', 'Kyiv denies the strike.', 'Kyiv confirme la frappe.'],
    ['doubt', 'a denial invented', 'en', 'Kyiv confirms the strike.', 'Kyiv never confirms the strike.'],
    ['markup', 'a link', 'en', 'Strike on Kyiv.', 'Strike on Kyiv. See https://evil.example'],
    ['markup', 'an address without a scheme', 'en', 'Strike on Kyiv.', 'Strike on Kyiv, evil.example'],
    ['markup', 'a mention', 'en', 'Strike on Kyiv.', 'Strike on Kyiv @everyone'],
    ['markup', 'Markdown', 'en', 'Strike on Kyiv.', '**Strike** on Kyiv.'],
    ['markup', 'what can’t be seen', 'en', 'Strike on Kyiv.', 'Strike on \u202eKyiv.'],
    ['markup', 'digits of another script', 'en', '2 killed.', '٢ killed, 2 killed.'],
    ['length', 'nothing', 'en', 'Strike on Kyiv.', '  '],
    ['length', 'a sermon', 'en', 'Strike on Kyiv.', 'a strike on a town '.repeat(20)],
  ])('refuses (%s) %s', (reason, _, language, built, rewritten) => {
    expect(guard(built, rewritten, language)).toMatchObject({ ok: false, reason });
  });

  const languages = fc.constantFrom<LanguageCode>('en', 'es', 'fr', 'pl', 'pt', 'ru', 'uk');

  it('never lets a number through that the built text hasn’t got, wherever it is put', () => {
    const words = fc.array(
      fc.constantFrom('a', 'strike', 'killed', 'in', 'people', ',', 'and', 'Kyiv', '2', 'drones'),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(
        words,
        words,
        fc.integer({ min: 3, max: 10_000_000 }),
        languages,
        (before, after, count, language) => {
          const grouped = count.toLocaleString('en');
          for (const digits of [String(count), grouped]) {
            const text = [...before, digits, ...after].join(' ');
            expect(guard(attack.replaceAll('165', '2'), text, language).ok && ![9, 3].includes(count)).toBe(
              false,
            );
          }
        },
      ),
    );
  });

  it('never throws, and what it lets through has no markup and no figure, quote or capital of its own', () => {
    const pieces = fc.constantFrom(
      ...attack.split(' '),
      '7',
      'Doe',
      '“so”',
      '@everyone',
      '<@1>',
      '[a](b)',
      'не',
      'no',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join(' ')),
      fc.shuffledSubarray(attack.split(' ')).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(texts, languages, (text, language) => {
        const verdict = guard(attack, text, language);
        if (!verdict.ok) return;
        expect(verdict.text).not.toMatch(/[<>@#*_`|~[\]{}\\]|\b7\b|Doe|“/);
        for (const figure of ['2', '3', '165', '9', '1'])
          expect(verdict.text).toMatch(new RegExp(`\\b${figure}\\b`));
      }),
      { numRuns: 400 },
    );
  });

  it('sets the capitals where sentences begin', () => {
    const told = 'un marché a été bombardé à Kherson. on compte 2 morts.';
    expect(guard('Shelling of a market in Kherson kills 2', told, 'fr')).toEqual({
      ok: true,
      text: 'Un marché a été bombardé à Kherson. On compte 2 morts.',
    });
  });

  it('lets through what is told as it was built', () => {
    for (const text of [attack, talks, claim]) expect(guard(text, text, 'en')).toEqual({ ok: true, text });
  });
});
