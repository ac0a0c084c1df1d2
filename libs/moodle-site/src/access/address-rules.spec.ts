import fc from 'fast-check';
import { addressMatches } from './address-rules';

const matching: [string, string][] = [
  ['192.168.10.1', '192.168.10.1'],
  ['192.168.10.1', '10.0.0.0/8, 192.168.10.1'],
  ['192.168.10.1', '192.168.'],
  ['192.168.10.1', '192.168'],
  ['192.168.10.1', '192.168.10.0/24'],
  ['192.168.10.1', '0.0.0.0/0'],
  ['231.3.56.15', '231.3.56.10-20'],
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['2001:db8::1', '2001:DB8:0:0:0:0:0:1'],
  ['2001:db8::1', '2001:db8::/32'],
  ['2001:db8::1', '2001:db8'],
  ['2001:db8::1', '2001:db8:'],
  ['2001:db8::a1', '2001:db8::a0-af'],
  ['fe80::1%eth0', 'fe80::/10'],
];
const notMatching: [string, string][] = [
  ['192.168.10.1', ''],
  ['192.168.10.1', ' , '],
  ['192.168.10.1', '192.168.10.2'],
  ['192.169.10.1', '192.168.'],
  ['192.1.1.1', '19'],
  ['192.168.10.1', '192.168.10.0/33'],
  ['192.168.10.1', '192.168.10.0/-1'],
  ['192.168.10.1', 'localhost'],
  ['192.168.10.1', '192.168.10.300'],
  ['231.3.56.21', '231.3.56.10-20'],
  ['231.3.56.15', '231.3.56.20-10'],
  ['231.3.56.15', '231.3.56.10-300'],
  ['2001:db8::1', '0.0.0.0/0'],
  ['192.168.10.1', '::/0'],
  ['2001:db9::1', '2001:db8'],
  ['no address', '0.0.0.0/0'],
  ['', '0.0.0.0/0,::/0'],
];

const ipv4 = fc.nat(0xffffffff);
const text = (address: number) => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');

describe('a restriction by address', () => {
  it.each(matching)('lets %s in by %s', (address, rule) => expect(addressMatches(address, rule)).toBe(true));
  it.each(notMatching)('keeps %s out by %s', (address, rule) => expect(addressMatches(address, rule)).toBe(false));

  it('takes a network as arithmetic does', () => {
    fc.assert(
      fc.property(ipv4, ipv4, fc.integer({ min: 0, max: 32 }), fc.boolean(), (network, other, bits, near) => {
        const mask = bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
        const address = near ? ((network & mask) | (other & ~mask)) >>> 0 : other;
        const inside = (address & mask) >>> 0 === (network & mask) >>> 0;
        expect(addressMatches(text(address), `${text(network)}/${bits}`)).toBe(inside);
      }),
    );
  });

  it('takes a range as arithmetic does', () => {
    const octet = fc.nat(255);
    fc.assert(
      fc.property(octet, octet, octet, (address, from, to) => {
        expect(addressMatches(`10.1.2.${address}`, `10.1.2.${from}-${to}`)).toBe(address >= from && address <= to);
      }),
    );
  });

  it('takes the beginning of an address by whole groups', () => {
    fc.assert(
      fc.property(ipv4, fc.integer({ min: 1, max: 3 }), (address, groups) => {
        const beginning = text(address).split('.').slice(0, groups).join('.');
        expect(addressMatches(text(address), beginning)).toBe(true);
        expect(addressMatches(text(address), `${beginning}.`)).toBe(true);
        expect(addressMatches(text((address ^ 0x01000000) >>> 0), beginning)).toBe(false);
      }),
    );
  });

  it('survives any text', () => {
    fc.assert(fc.property(fc.string(), (rule) => expect(typeof addressMatches('10.0.0.1', rule)).toBe('boolean')));
  });
});
