import { moment } from '../text/format';
import { formatting, words } from '../text/server';
import { momentOf, type Safety } from '../view/safety';
import { safetyLooks } from './safety-mark';
import { Moment } from './ui/moment';

/** Is this course safe, and since when: the first thing on its page. */
export function SafetySentence({ safety, running }: { safety: Safety; running: boolean }) {
  const { colour, soft, Icon } = safetyLooks[safety.level];
  return (
    <div className="flex min-w-0 grow basis-72 items-center gap-4">
      <span className={`rounded-full p-3 ${soft} ${colour}`}>
        <Icon aria-hidden className="size-6" />
      </span>
      <p className="text-pretty">
        <LongSafety safety={safety} running={running} />
      </p>
    </div>
  );
}

async function LongSafety({ safety: { level, good, failed }, running }: { safety: Safety; running: boolean }) {
  const text = words();
  const format = await formatting();
  const when = (seconds: number) => moment(seconds, format, text.moments);
  if (failed) {
    return (
      <>
        <strong className="font-semibold">
          <Moment at={momentOf(failed)} text={text.safety.failed(when(momentOf(failed)))} />
        </strong>{' '}
        {good ? (
          <Moment at={momentOf(good)} text={text.safety.failedButGood(when(momentOf(good)))} />
        ) : (
          text.safety.failedNoGood
        )}
      </>
    );
  }
  if (!good) {
    return (
      <>
        <strong className="font-semibold">{text.safety.neverLong}</strong>{' '}
        {running ? text.safety.neverButRunning : text.safety.neverAdvice}
      </>
    );
  }
  const sentence = level === 'old' ? text.safety.old : (time: string) => text.safety.good(time, good.users);
  return (
    <strong className="font-semibold">
      <Moment at={momentOf(good)} text={sentence(when(momentOf(good)))} />
    </strong>
  );
}
