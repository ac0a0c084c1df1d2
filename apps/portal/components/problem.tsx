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
  const sentences = kind === 'unreachable' ? [text[kind].help] : [error.message, text[kind].help];
  return (
    <EmptyState icon={icon} heading="h1" title={text[kind].title} text={sentences.join(' ')}>
      <Link href={coursesAddress} className={buttonLook.plain}>
        {text.home}
      </Link>
      <p className="text-sm text-quiet">{text.code(error.code)}</p>
    </EmptyState>
  );
}

function kindOf(status: number) {
  if (status === 403) return ['forbidden', LockKeyhole] as const;
  if (status === 404) return ['missing', FileQuestion] as const;
  if (status === 0) return ['unreachable', CloudOff] as const;
  if (status === 503) return ['unavailable', CloudOff] as const;
  return ['unexpected', TriangleAlert] as const;
}
