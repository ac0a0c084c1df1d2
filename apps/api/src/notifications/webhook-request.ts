import { lookup } from 'node:dns/promises';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { CoursekeepError } from '@coursekeep/errors';

/** A message that did not arrive; it may be tried again. The message says why. */
export class DeliveryFailed extends CoursekeepError {}

export interface WebhookRequest {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether addresses of this machine and of private networks may be called. */
  readonly allowPrivate: boolean;
  /** For everything: the name, the connection, the answer. */
  readonly timeoutMs: number;
}

const largestAnswer = 64 * 1024;

/** Posts a message and resolves when the receiver has taken it (any status from 200 to 299). The name is resolved once,
 *  checked, and exactly that address is connected to: a name that changes meanwhile leads nowhere else. Redirects are
 *  not followed. Rejects with DeliveryFailed. */
export async function postWebhook(given: WebhookRequest): Promise<void> {
  const url = new URL(given.url);
  const stop = AbortSignal.timeout(given.timeoutMs);
  const late = new Promise<never>((_resolve, reject) => {
    stop.addEventListener('abort', () => reject(new DeliveryFailed('timeout', timeoutMessage(given))), { once: true });
  });
  const work = addressOf(url, given.allowPrivate).then((address) => post(url, address, given, stop));
  // Whichever loses the race may still reject, with nobody to hear it.
  work.catch(() => undefined);
  late.catch(() => undefined);
  await Promise.race([work, late]);
}

interface Address {
  readonly address: string;
  readonly family: number;
}

async function addressOf(url: URL, allowPrivate: boolean): Promise<Address> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = await lookup(host, { all: true }).catch((cause: Error) => {
    throw new DeliveryFailed('unknown-host', `The name ${host} cannot be resolved (${cause.message}).`, { cause });
  });
  // One bad address among several is enough: which of them would be used is nobody's guess.
  const refused = allowPrivate ? undefined : found.find(({ address }) => !isPublic(address));
  const [first] = found;
  if (refused || !first) {
    throw new DeliveryFailed(
      'private-address',
      `${host} is ${refused?.address ?? 'nowhere'}, an address of this machine or of a private network. ` +
        'Set COURSEKEEP_WEBHOOK_PRIVATE=on if it is meant.',
    );
  }
  return first;
}

/** Whether an address is one of the open internet: not of this machine, a private, link-local, shared, reserved or multicast
 *  network, nor an IPv6 form that wraps one of these. */
export function isPublic(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'unicast';
}

function post(url: URL, to: Address, given: WebhookRequest, signal: AbortSignal): Promise<void> {
  const pinned: LookupFunction = (_host, options, callback) =>
    options.all ? callback(null, [to]) : callback(null, to.address, to.family);
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request: ClientRequest = send(url, {
      method: 'POST',
      lookup: pinned,
      // A connection that is kept could belong to an address that was good for another name.
      agent: false,
      signal,
      headers: { ...given.headers, 'Content-Length': Buffer.byteLength(given.body) },
    });
    request.once('error', (cause) =>
      reject(
        signal.aborted
          ? new DeliveryFailed('timeout', timeoutMessage(given))
          : new DeliveryFailed('unreachable', `${url.host} cannot be reached (${cause.message}).`, { cause }),
      ),
    );
    request.once('response', (response) => {
      const status = response.statusCode ?? 0;
      if (status < 200 || status > 299) {
        request.destroy();
        reject(new DeliveryFailed('refused', `${url.host} answered with status ${status}.`));
        return;
      }
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        // The status has been heard; whatever else the receiver says is of no interest.
        if (size > largestAnswer) request.destroy();
      });
      response.once('error', () => undefined);
      response.once('close', () => resolve());
    });
    request.end(given.body);
  });
}

function timeoutMessage({ url, timeoutMs }: WebhookRequest): string {
  return `${new URL(url).host} has not answered within ${timeoutMs / 1000} seconds.`;
}
