import { WsException } from '@coursekeep/ws-protocol';

/** The outcome of `work`, or after so many seconds a WsException that says that it takes too long; the work itself goes on. */
export async function withinTime<T>(work: Promise<T>, seconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(timedOut()), seconds * 1000);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

function timedOut(): WsException {
  return new WsException({
    errorcode: 'requesttimeout',
    message: 'The answer takes too long at the moment. Try again later.',
  });
}
