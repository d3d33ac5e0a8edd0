// Conversations, hotline, knowledge, staff and figures of the made-up desk over HTTP.
import type { Express, Request } from 'express';
import type { AuditPage, ConversationRow } from '../../../api/console/client/shapes.ts';
import { CODE_PNG } from '../zalo-sign-in-pages.ts';
import {
  ANSWER,
  CHANNELS,
  GAPS,
  HOLIDAYS,
  IMPORTS,
  OVERVIEW,
  REPORT,
  REPORTS,
  SENTENCES,
} from './knowledge-and-figures.ts';
import { MODEL_TURNS } from './model-turns.ts';
import { AGENCIES, ago, ME, ROWS, STAFF } from './people-and-tickets.ts';
import type { DeskState } from './state.ts';

export function answerOthers(app: Express, state: DeskState): void {
  app.get('/api/conversations', (request, response) => {
    const mine = (one: ConversationRow) => one.holder?.id === ME.id;
    const conversations = state.conversations.filter((one) =>
      request.query.mine ? mine(one) : one.waitingSince !== null,
    );
    response.json({ conversations });
  });
  const conversationOf = (request: Request) =>
    state.conversations.find(({ id }) => id === request.params.id)!;
  app.get('/api/conversations/:id', (request, response) => {
    const conversation = conversationOf(request);
    const tickets = conversation.ticketCodes.map((code) => state.tickets.get(code));
    response.json({ conversation, activities: state.activities, earlier: false, tickets });
  });
  app.post('/api/conversations/:id/take', (request, response) => {
    Object.assign(conversationOf(request), { mode: 'staff', holder: ME, waitingSince: null, place: null });
    response.status(204).end();
  });
  app.post('/api/conversations/:id/say', (request, response) => {
    const position = state.activities.length + 1;
    const at = new Date().toISOString();
    const { text } = request.body;
    state.activities.push({
      position,
      from: 'officer',
      by: ME,
      text,
      at,
      sources: [],
      delivery: 'delivered',
      deliveryReason: null,
    });
    response.status(204).end();
  });
  app.post('/api/conversations/:id/give-back', (request, response) => {
    Object.assign(conversationOf(request), { mode: 'bot', holder: null });
    response.status(204).end();
  });

  app.get('/api/hotline/ask', (_request, response) => void response.json(ANSWER));
  app.get('/api/hotline/caller', (_request, response) => {
    response.json({
      tickets: ROWS.slice(0, 1),
      calls: [{ at: ago(8), summary: 'Hỏi giấy tờ đăng ký kết hôn', ticketCode: null }],
    });
  });
  app.post('/api/hotline/calls', (_request, response) => void response.status(201).json({ id: '1' }));
  app.get('/api/gaps', (request, response) => {
    const gaps = request.query.status === 'resolved' ? [] : GAPS;
    response.json({ gaps, total: gaps.length, limit: 20, offset: 0 });
  });
  app.post('/api/gaps/:id/resolve', (_request, response) => void response.json(GAPS[0]));
  app.post('/api/aliases', (request, response) => void response.status(201).json(request.body));
  app.get('/api/procedures', (_request, response) => {
    const { code, title } = ANSWER.procedure!;
    response.json({ procedures: [{ code, title, levels: ['commune'], aliases: ['làm giấy cưới'] }] });
  });
  app.get('/api/procedures/:code', (_request, response) => {
    const changes = [
      { field: 'time', label: 'Thời hạn', removed: ['3 ngày làm việc'], added: ['Trong ngày làm việc'] },
    ];
    response.json({
      current: { title: ANSWER.procedure!.title },
      versions: [
        { version: 2, status: 'current', from: ago(150), to: null, dataDate: '2026-07', changes },
        {
          version: 1,
          status: 'superseded',
          from: ago(900),
          to: ago(150),
          dataDate: '2024-01',
          changes: [],
        },
      ],
    });
  });
  app.get('/api/holidays', (_request, response) => void response.json({ days: HOLIDAYS }));
  app.put('/api/holidays/:day', (_request, response) => void response.status(204).end());
  app.get('/api/channels', (_request, response) => void response.json({ channels: CHANNELS }));
  const signIn = '/api/channels/zalo-personal/sign-in';
  app.get(signIn, (_request, response) => void response.json(state.signIn));
  app.post(signIn, (_request, response) => {
    const changedAt = new Date().toISOString();
    state.signIn = { state: 'waiting', code: CODE_PNG, until: ago(-100 / 86_400), changedAt };
    response.status(201).json(state.signIn);
  });
  app.delete(signIn, (_request, response) => {
    state.signIn = { ...state.signIn, state: 'cancelled', code: null, until: null };
    response.status(204).end();
  });
  app.get('/api/imports', (_request, response) => void response.json(IMPORTS));
  app.get('/api/reports', (_request, response) => void response.json(REPORTS));
  app.get('/api/reports/tickets', (_request, response) => void response.json(REPORT));
  app.get('/api/sentences', (_request, response) => void response.json({ sentences: SENTENCES }));
  app.get('/api/agencies', (_request, response) => void response.json({ agencies: AGENCIES }));
  app.get('/api/staff', (_request, response) => void response.json({ staff: STAFF }));
  app.post('/api/staff/:id/invitation', (_request, response) => {
    const url = 'https://example.gov.vn/console/invitation#x7Vd0cYQm2b6rT1nKp9wLz4sEa8uHj5gFi3oBq0vNtM';
    response.json({ url, expiresAt: ago(-3) });
  });
  app.get('/api/model-turns', (_request, response) => void response.json(MODEL_TURNS));
  app.get('/api/audit', (_request, response) => {
    const page: AuditPage = {
      entries: [
        {
          id: '9',
          at: ago(0.1),
          staff: ME,
          action: 'ticket.read',
          subject: 'ticket:PA-2026-000131',
          detail: null,
        },
        { id: '8', at: ago(0.2), staff: null, action: 'session.refused', subject: null, detail: 'password' },
      ],
      next: null,
    };
    response.json(page);
  });
  app.get('/api/overview', (_request, response) => void response.json(OVERVIEW));
}
