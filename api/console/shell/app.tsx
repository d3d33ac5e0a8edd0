// Which screen an address means, and the way past the sign-in.
/** @jsxImportSource react */

import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import { ChannelsScreen } from '../channels/channels-screen.tsx';
import { useSession } from '../client/session.ts';
import { idInPlace } from '../conversations/address.ts';
import { ConversationsScreen } from '../conversations/conversations-screen.tsx';
import { HotlineScreen } from '../hotline/hotline-screen.tsx';
import { KnowledgeScreen } from '../knowledge/knowledge-screen.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Screen } from '../parts/screen.tsx';
import { QueueScreen } from '../queue/queue-screen.tsx';
import { InvitationScreen } from '../sign-in/invitation-screen.tsx';
import { SignInScreen } from '../sign-in/sign-in-screen.tsx';
import { AuditScreen } from '../staff/audit-screen.tsx';
import { SessionsScreen } from '../staff/sessions-screen.tsx';
import { StaffScreen } from '../staff/staff-screen.tsx';
import { shell } from '../texts/shell.ts';
import { TicketScreen } from '../ticket/ticket-screen.tsx';
import { Frame } from './frame.tsx';
import { mayVisit, PLACES } from './places.ts';

/** The plots are half of all code, and only this screen draws any. */
const OverviewScreen = lazy(async () => ({
  default: (await import('../overview/overview-screen.tsx')).OverviewScreen,
}));

export function App() {
  return (
    <Switch>
      <Route path="/sign-in">
        <SignInScreen />
      </Route>
      <Route path="/invitation">
        <InvitationScreen />
      </Route>
      <Route>
        <SignedIn />
      </Route>
    </Switch>
  );
}

function SignedIn() {
  const session = useSession();
  const [location] = useLocation();
  const search = useSearch();
  if (session.isPending) return <Loading lines={6} />;
  if (session.isError) {
    return (
      <main className="alone">
        <Failure of={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (session.data === null) {
    const next = location + (search && `?${search}`);
    return <Redirect to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  }
  const { role } = session.data.staff;
  const place = PLACES.find(({ path }) => location === path || location.startsWith(`${path}/`));
  return <Frame>{place && !mayVisit(role, place.path) ? <NoPlace /> : <Places />}</Frame>;
}

function Places() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/tickets" replace />
      </Route>
      <Route path="/tickets" component={QueueScreen} />
      <Route path="/tickets/:code">{({ code }) => <TicketScreen key={code} code={code} />}</Route>
      <Route path="/conversations/:id?">
        {({ id }) => <ConversationsScreen id={id === undefined ? null : idInPlace(id)} />}
      </Route>
      <Route path="/hotline" component={HotlineScreen} />
      <Route path="/knowledge/:part?/:code?">
        {({ part, code }) => <KnowledgeScreen part={part ?? 'gaps'} code={code ?? null} />}
      </Route>
      <Route path="/overview">
        <Suspense fallback={<Loading lines={5} height={120} />}>
          <OverviewScreen />
        </Suspense>
      </Route>
      <Route path="/channels" component={ChannelsScreen} />
      <Route path="/staff" component={StaffScreen} />
      <Route path="/audit" component={AuditScreen} />
      <Route path="/sessions" component={SessionsScreen} />
      <Route component={NoPlace} />
    </Switch>
  );
}

function NoPlace() {
  return (
    <Screen title={shell.noPlace}>
      <Nothing title={shell.noPlaceMore}>
        <Button component={Link} href="/tickets" variant="default">
          {shell.toTickets}
        </Button>
      </Nothing>
    </Screen>
  );
}
