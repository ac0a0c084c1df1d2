import { CloudOff, FileQuestion, LockKeyhole, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ApiError } from '../data/api-error';
import { words } from '../text/server';
import { coursesAddress } from '../view/addresses';
import { buttonLook } from './ui/classes';
import { EmptyState } from './ui/empty-state';

/** A refusal or failure as a page's content: what happened, who can help, where to go from here. */
export function Problem({ error }: { error: ApiError }) {
  const text = words().problems;
  const [kind, icon] = kindOf(error.status);
  return (
    <EmptyState icon={icon} heading="h1" title={text[kind].title} text={sentencesOf(error, kind).join(' ')}>
      <div className="flex flex-wrap justify-center gap-3">
        {passing.includes(kind) ? (
          // The address that was asked for, once more.
          <a href="" className={buttonLook.plain}>
            {text.retry}
          </a>
        ) : null}
        <Link href={coursesAddress} className={buttonLook.plain}>
          {text.home}
        </Link>
      </div>
      <p className="text-sm text-quiet">{text.code(error.code)}</p>
    </EmptyState>
  );
}

/** The same in a few words, for the title of the page. */
export function problemTitle(error: ApiError): string {
  return words().problems[kindOf(error.status)[0]].title;
}

type Kind = ReturnType<typeof kindOf>[0];

/** Those that may be gone in a minute. */
const passing: readonly Kind[] = ['unreachable', 'unavailable', 'unexpected'];

function sentencesOf(error: ApiError, kind: Kind): readonly string[] {
  const text = words().problems;
  if (kind === 'unreachable') return [text[kind].help];
  if (kind !== 'forbidden') return [error.message, text[kind].help];
  // The service names the permission; every other refusal says itself who can help.
  return error.code === 'nopermissions' ? [text[kind].text, text[kind].help] : [error.message];
}

function kindOf(status: number) {
  if (status === 403) return ['forbidden', LockKeyhole] as const;
  if (status === 404) return ['missing', FileQuestion] as const;
  if (status === 0) return ['unreachable', CloudOff] as const;
  if (status === 503) return ['unavailable', CloudOff] as const;
  return ['unexpected', TriangleAlert] as const;
}
