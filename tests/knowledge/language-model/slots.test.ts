// The facts of a composed answer as slots: nothing of it is lost, and every fact finds its way back.

import { describe, expect, it } from 'vitest';
import { filled, shownFacts, slottedOf, tidied } from '../../../knowledge/language-model/slots.ts';

const END = 'Nguồn: thủ tục 1.001193 · UBND xã · số liệu 07/2026\nhttps://dichvucong.gov.vn/1.001193';
const LISTED = [
  '**Đăng ký khai sinh**',
  'Giấy tờ cần có:',
  'Trường hợp nộp trực tiếp:',
  '- Tờ khai (1 bản chính)',
  '- Giấy chứng sinh',
  'Nguồn ghi rõ thêm:',
  '- Xuất trình giấy tờ tùy thân.',
  '',
  'Thủ tục này còn có bản thực hiện ở cấp khác:',
  '- Đăng ký khai sinh: cấp tỉnh (2.000528)',
  '',
  END,
].join('\n');

describe('a composed answer', () => {
  it('becomes a title, facts and an end that stays', () => {
    const { top, heading, facts, end } = slottedOf(LISTED)!;
    expect([top, heading]).toEqual(['**Đăng ký khai sinh**', 'Giấy tờ cần có:']);
    expect(facts.map(({ text }) => text)).toEqual([
      'Trường hợp nộp trực tiếp:\n- Tờ khai (1 bản chính)\n- Giấy chứng sinh',
      'Nguồn ghi rõ thêm:\n- Xuất trình giấy tờ tùy thân.',
    ]);
    expect(facts.every(({ block }) => block)).toBe(true);
    expect(end).toContain('cấp khác');
    expect(end.endsWith(END)).toBe(true);
  });

  it('has facts that fit into a sentence, and some that do not', () => {
    const text = (line: string) => slottedOf(`**T**\nThời gian:\n${line}\n\n${END}`)!.facts[0]!;
    expect(text('20 ngày làm việc').block).toBe(false);
    expect(text('8.000 đồng').block).toBe(false);
    expect(text('Được. Thủ tục này làm trực tuyến.').block).toBe(true);
    expect(text('Cơ quan giải quyết: UBND xã').block).toBe(true);
    expect(text('x'.repeat(200)).block).toBe(true);
  });

  it('is none when it is built otherwise, or has more facts than one phrases', () => {
    expect(slottedOf('Tôi chưa tìm thấy thủ tục nào.')).toBeNull();
    expect(slottedOf(`**T**\nH:\n\n${END}`)).toBeNull();
    const many = Array.from({ length: 13 }, (_, i) => `Dòng ${i}.`).join('\n');
    expect(slottedOf(`**T**\nH:\n${many}\n\n${END}`)).toBeNull();
  });
});

describe('filling in', () => {
  const facts = [
    { text: '20 ngày', block: false },
    { text: '- a\n- b [[1]]', block: true },
  ];

  it('puts a fact into its sentence or under it, once over', () => {
    expect(tidied(filled('Thời gian là [[1]]. Gồm: [[2]]. Xin chào.', facts))).toBe(
      'Thời gian là 20 ngày. Gồm:\n- a\n- b [[1]]\nXin chào.',
    );
    expect(filled('[[3]][[0]]', facts)).toBe('');
  });

  it('shows a model each fact in one line', () => {
    expect(shownFacts(facts)).toBe('[[1]] 20 ngày\n[[2]] - a - b [[1]]');
  });
});
