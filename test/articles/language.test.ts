import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/articles/language.ts';

describe('languageOf', () => {
  it.each([
    ['en', 'The ferry left the harbour at noon and it was back by the evening, the captain said.'],
    [
      'de',
      'Die Fähre hat den Hafen am Mittag verlassen und ist nicht vor dem Abend zurück, sagte der Kapitän.',
    ],
    ['fr', 'Le bac a quitté le port à midi et il est revenu dans la soirée, selon le capitaine du navire.'],
    [
      'es',
      'El barco salió del puerto al mediodía y no volvió hasta la noche, según dijo el capitán de la nave.',
    ],
    [
      'it',
      'Il traghetto ha lasciato il porto a mezzogiorno e non è tornato che la sera, ha detto il capitano della nave.',
    ],
    [
      'pl',
      'Prom wypłynął z portu w południe i nie wrócił do wieczora, powiedział kapitan, który był na statku.',
    ],
    [
      'tr',
      'Feribot öğlen limandan ayrıldı ve akşama kadar dönmedi, dedi kaptan; bu yolcular için çok zor bir gün olarak anıldı.',
    ],
    [
      'ru',
      'Паром вышел из порта в полдень и не вернулся до вечера, как сообщил капитан, который был на борту.',
    ],
    [
      'uk',
      'Пором вийшов із порту опівдні та не повернувся до вечора, як повідомив капітан, який був на борту й чекав.',
    ],
    [
      'ar',
      'غادرت العبارة الميناء في الظهر ولم ترجع إلى المساء كما قال القبطان الذي كان على السفينة مع الركاب',
    ],
    ['he', 'המעבורת יצאה מהנמל בצהריים וחזרה בערב'],
    ['zh', '渡轮中午离开港口，晚上返回。'],
    ['ja', 'フェリーは正午に港を出て、夜に戻った。'],
    ['ko', '여객선은 정오에 항구를 떠나 저녁에 돌아왔다.'],
    ['el', 'Το πλοίο έφυγε από το λιμάνι το μεσημέρι.'],
  ])('%s', (language, text) => expect(languageOf(text)).toBe(language));

  it.each(['', 'Harbour news', '12 34 56', 'Anna Berg, Kari Vik, Ole Dahl'])('says nothing of %j', (text) => {
    expect(languageOf(text)).toBeNull();
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        expect(languageOf(text) ?? 'en').toMatch(/^[a-z]{2}$/);
      }),
    );
  });
});
