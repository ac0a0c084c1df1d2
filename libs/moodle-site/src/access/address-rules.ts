import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Is an address (IPv4 or IPv6) in a restriction as Moodle writes it: a comma list of full addresses, networks
 *  (`10.0.0.0/8`), ranges in the last group (`231.3.56.10-20`, `2001:db8::1-ff`) and the beginning of addresses (`192.168.`,
 *  `2001:db8`). What is none of these matches nothing; a list without any valid part matches nothing. */
export function addressMatches(address: string, restriction: string): boolean {
  const plain = plainAddress(address);
  if (plain === null) return false;
  const isVersion6 = isIPv6(plain);
  const rules = new BlockList();
  // Rules of the other version are left out: `::/0` would let every IPv4 address in.
  for (const part of restriction.split(',')) if (part.includes(':') === isVersion6) addRule(rules, part.trim());
  return rules.check(plain, isVersion6 ? 'ipv6' : 'ipv4');
}

/** Without a zone (`%eth0`), and an IPv4 address that came through an IPv6 socket as what it is. */
function plainAddress(address: string): string | null {
  const bare = address.trim().replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
  return isIPv4(mapped) || isIPv6(mapped) ? mapped : null;
}

function addRule(rules: BlockList, part: string): void {
  if (part === '') return;
  if (part.includes('/')) return addNetwork(rules, part);
  if (part.includes('-')) return addRange(rules, part);
  if (isIPv4(part)) return rules.addAddress(part, 'ipv4');
  if (isIPv6(part)) return rules.addAddress(part, 'ipv6');
  addBeginning(rules, part);
}

function addNetwork(rules: BlockList, part: string): void {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(part) ?? [];
  const length = Number(bits);
  if (isIPv4(address) && length <= 32) rules.addSubnet(address, length, 'ipv4');
  else if (isIPv6(address) && length <= 128) rules.addSubnet(address, length, 'ipv6');
}

function addRange(rules: BlockList, part: string): void {
  const [, base = '', first = '', last = ''] = /^(.*[.:])([0-9a-f]*)-([0-9a-f]+)$/i.exec(part) ?? [];
  const [from, to] = [base + (first || '0'), base + last];
  const radix = part.includes(':') ? 16 : 10;
  if (Number.parseInt(first || '0', radix) > Number.parseInt(last, radix)) return;
  if (isIPv4(from) && isIPv4(to)) rules.addRange(from, to, 'ipv4');
  else if (isIPv6(from) && isIPv6(to)) rules.addRange(from, to, 'ipv6');
}

/** `192.168` and `192.168.` are the network of all addresses that begin so; whole groups only. */
function addBeginning(rules: BlockList, part: string): void {
  const separator = part.includes(':') ? ':' : '.';
  const groups = part.replace(/[.:]$/, '').split(separator);
  if (separator === '.') {
    const address = [...groups, '0', '0', '0'].slice(0, 4).join('.');
    if (groups.length < 4 && isIPv4(address)) rules.addSubnet(address, groups.length * 8, 'ipv4');
  } else {
    const address = `${groups.join(':')}::`;
    if (groups.length < 8 && isIPv6(address)) rules.addSubnet(address, groups.length * 16, 'ipv6');
  }
}
