// The Markdown subset: what becomes a list, bold or a link, and that nothing else does.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inline, parseMarkdown, plainText } from '../../../bot/widget/ui/markdown.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });
const paragraph = (...lines: Inline[][]) => ({ kind: 'paragraph', lines });

describe('the Markdown subset', () => {
  it('reads an answer: headline, list, source', () => {
    const answer =
      '**Đăng ký kết hôn**\nGiấy tờ:\n- Tờ khai\n- Căn cước\n\nNguồn: thủ tục 1.000894\nhttps://dichvucong.gov.vn/p?ma=1.000894';
    expect(parseMarkdown(answer)).toEqual([
      paragraph([{ kind: 'bold', text: 'Đăng ký kết hôn' }], [text('Giấy tờ:')]),
      { kind: 'list', ordered: false, start: 1, items: [[text('Tờ khai')], [text('Căn cước')]] },
      paragraph(
        [text('Nguồn: thủ tục 1.000894')],
        [
          {
            kind: 'link',
            href: 'https://dichvucong.gov.vn/p?ma=1.000894',
            host: 'dichvucong.gov.vn',
            text: null,
          },
        ],
      ),
    ]);
  });

  it.each(['- một\n- hai', '• một\n• hai', '* một\n* hai'])('takes %j for one list', (source) => {
    expect(parseMarkdown(source)).toEqual([
      { kind: 'list', ordered: false, start: 1, items: [[text('một')], [text('hai')]] },
    ]);
  });

  it('keeps the numbers of a numbered list', () => {
    expect(parseMarkdown('3. ba\n4. bốn')).toEqual([
      { kind: 'list', ordered: true, start: 3, items: [[text('ba')], [text('bốn')]] },
    ]);
  });

  it.each(['1.000894 là mã', '-5 độ', '2**3', 'a - b', '**', '** trống'])('leaves %j as text', (source) => {
    expect(parseMarkdown(source)).toEqual([paragraph([text(source)])]);
  });

  it('ends a bare link before the full stop of its sentence', () => {
    expect(parseMarkdown('Xem https://a.gov.vn/x.')).toEqual([
      paragraph([
        text('Xem '),
        { kind: 'link', href: 'https://a.gov.vn/x', host: 'a.gov.vn', text: null },
        text('.'),
      ]),
    ]);
  });

  it('reads a named link', () => {
    expect(parseMarkdown('[Cổng](https://www.a.gov.vn/)')).toEqual([
      paragraph([{ kind: 'link', href: 'https://www.a.gov.vn/', host: 'a.gov.vn', text: 'Cổng' }]),
    ]);
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](http://a.vn)',
    '[x](data:text/html,1)',
    'http://a.vn',
    'https://dichvucong.gov.vn@evil.example/',
    '[x](https://a:b@evil.example)',
    'https://',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
  ])('makes no link and no element of %j', (source) => {
    expect(parseMarkdown(source)).toEqual([paragraph([text(source)])]);
  });

  it('loses no word of any text', () => {
    const words = fc.array(
      fc.constantFrom('- ', '• ', '**', '\n', '1. ', 'ổ', ' ', '[', '](', ')', 'https://a.vn', '<b>', '*'),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const source = parts.join('');
        const read = JSON.stringify(parseMarkdown(source));
        const count = (where: string, word: string) => where.split(word).length;
        for (const word of ['ổ', '<b>'])
          expect(count(read, word)).toBeGreaterThanOrEqual(count(source, word));
      }),
    );
  });

  it('is read aloud without marks and addresses', () => {
    expect(plainText('**Đăng ký**\n- Tờ khai\n\nhttps://a.gov.vn/rat/dai')).toBe(
      'Đăng ký\nTờ khai\na.gov.vn',
    );
  });
});
