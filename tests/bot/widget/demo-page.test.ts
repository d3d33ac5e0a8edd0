// The demo page: it says where its data comes from, and only what the configuration knows.
import { describe, expect, it } from 'vitest';
import { demoPage } from '../../../bot/widget/demo-page.ts';
import { accentOf } from '../../../bot/widget/ui/accent.ts';

const nobody = { phone: null, address: null, hours: null };
const starter = { procedures: 2_809, fromStarter: 2_809, dataDate: '2026-07' };

describe('the demo page', () => {
  it('says that the starter data is an abridged one, and its month', () => {
    expect(demoPage({ contact: nobody, catalogue: starter })).toContain(
      '2.809 thủ tục (bản rút gọn, số liệu 07/2026)',
    );
    const imported = demoPage({ contact: nobody, catalogue: { ...starter, fromStarter: 0 } });
    expect(imported).toContain('2.809 thủ tục (số liệu 07/2026)');
  });

  it('says so when there is no data', () => {
    const catalogue = { procedures: 0, fromStarter: 0, dataDate: null };
    expect(demoPage({ contact: nobody, catalogue })).toContain('Chưa có dữ liệu thủ tục.');
  });

  it('tells a contact only when one is configured, as text', () => {
    expect(demoPage({ contact: nobody, catalogue: starter })).not.toContain('Điện thoại');
    const page = demoPage({ contact: { ...nobody, phone: '0255 <b>' }, catalogue: starter });
    expect(page).toContain('Điện thoại: 0255 &#60;b&#62;');
  });

  it('has nothing inline that a strict policy would stop', () => {
    const page = demoPage({ contact: nobody, catalogue: starter });
    expect(page).toContain('<script src="/widget.js" defer>');
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script>/);
  });
});

describe("the host page's colour", () => {
  it('is taken when white text can be read on it', () => {
    expect(accentOf('#0b5870')).toBe('#0b5870');
    expect(accentOf(' #A8221C ')).toBe('#A8221C');
  });

  it.each([undefined, '', 'red', '#fff', '#ffcc00', '#0b5870;} *{', 'url(x)'])(
    'is left when it is %j',
    (color) => {
      expect(accentOf(color)).toBeNull();
    },
  );
});
