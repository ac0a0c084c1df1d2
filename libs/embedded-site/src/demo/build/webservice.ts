import type { Row, SiteRows } from '../site-rows';
import { accounts, serviceFunctions, serviceShortname } from '../site/accounts';

/** Adds the external service with its functions, and a token for every demo account. */
export function addWebService(
  rows: SiteRows,
  system: Row,
  users: ReadonlyMap<string, Row>,
  token: () => string,
  time: number,
): void {
  const service = rows.add('external_services', {
    name: 'Coursekeep',
    shortname: serviceShortname,
    enabled: 1,
    restrictedusers: 0,
    downloadfiles: 1,
    uploadfiles: 1,
    timecreated: time,
  });
  for (const functionname of serviceFunctions)
    rows.add('external_services_functions', { externalserviceid: service.id, functionname });
  for (const { username } of accounts) {
    const user = users.get(username);
    if (!user) continue;
    rows.add('external_tokens', {
      token: token(),
      tokentype: 0,
      userid: user.id,
      externalserviceid: service.id,
      contextid: system.id,
      creatorid: 2,
      timecreated: time,
      name: username,
    });
  }
}
