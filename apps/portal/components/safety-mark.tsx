import { CircleAlert, CircleDashed, ShieldCheck, TriangleAlert } from 'lucide-react';
import type { BackupView } from '../data/views';
import { moment } from '../text/format';
import { formatting, words } from '../text/server';
import { momentOf, type Safety, type SafetyLevel } from '../view/safety';
import { Moment } from './ui/moment';

export const safetyLooks = {
  safe: { colour: 'text-safe', soft: 'bg-safe-soft', Icon: ShieldCheck },
  old: { colour: 'text-aging', soft: 'bg-aging-soft', Icon: TriangleAlert },
  failed: { colour: 'text-danger', soft: 'bg-danger-soft', Icon: CircleAlert },
  never: { colour: 'text-quiet', soft: 'bg-sunken', Icon: CircleDashed },
} as const satisfies Record<SafetyLevel, object>;

/** Is this course safe, in a few words, for a row of the list. */
export function SafetyMark({ safety }: { safety: Safety }) {
  const text = words();
  const { colour, Icon } = safetyLooks[safety.level];
  return (
    <span className="inline-flex items-start gap-2">
      <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${colour}`} />
      <span>
        <span className="sr-only">{text.safety.levels[safety.level]}: </span>
        <ShortSafety safety={safety} />
      </span>
    </span>
  );
}

async function ShortSafety({ safety: { good, failed } }: { safety: Safety }) {
  const text = words();
  const format = await formatting();
  const when = (backup: BackupView) => moment(momentOf(backup), format, text.moments);
  if (failed) {
    return (
      <>
        <Moment at={momentOf(failed)} text={text.safety.failedShort(when(failed))} />
        {good ? (
          <span className="block text-sm text-quiet">
            <Moment at={momentOf(good)} text={text.safety.failedButGoodShort(when(good))} />
          </span>
        ) : null}
      </>
    );
  }
  if (!good) return text.safety.never;
  return <Moment at={momentOf(good)} text={capitalised(text.safety.short(when(good), good.users))} />;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase(words().locale) + sentence.slice(1);
}
