import { exactMoment, moment } from '../../text/format';
import { formatting, words } from '../../text/server';

/** A moment in people's words, with the exact one in its title. */
export async function Moment({ at, text }: { at: number; text?: string }) {
  const format = await formatting();
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={exactMoment(at, format)}>
      {text ?? moment(at, format, words().moments)}
    </time>
  );
}
