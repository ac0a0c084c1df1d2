import type { ReactNode } from 'react';
import { Announcer } from '../../components/announcer';
import { Problem } from '../../components/problem';
import { TopBar } from '../../components/top-bar';
import { attempt, currentSession } from '../../data/api';

/** Everything that needs somebody signed in: the API's 401 leads to the sign-in page. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const { value: session, problem } = await attempt(currentSession());
  return (
    <>
      {session ? <TopBar session={session} /> : null}
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl grow px-4 pt-6 pb-16 outline-none sm:px-6 sm:pt-10"
      >
        {problem ? <Problem error={problem} /> : children}
      </main>
      <Announcer />
    </>
  );
}
