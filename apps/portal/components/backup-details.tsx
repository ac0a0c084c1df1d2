import { ChevronDown } from 'lucide-react';
import type { BackupView } from '../data/views';
import { words } from '../text/server';
import { BackupFacts } from './backup-facts';

/** What support asks for, folded in. */
export function BackupDetails({ backup }: { backup: BackupView }) {
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded text-sm text-quiet hover:text-ink [&::-webkit-details-marker]:hidden">
        {words().course.details}
        <ChevronDown aria-hidden className="size-4 group-open:rotate-180" />
      </summary>
      <BackupFacts backup={backup} />
    </details>
  );
}
