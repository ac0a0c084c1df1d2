import { join } from 'node:path';
import { openSite } from '@coursekeep/moodle-site';
import { describeWithServers } from '../../../../../tools/testing/shared';
import { capabilities } from './capabilities';
import { pluginVersions } from './plugins';
import { roles } from './roles';

describeWithServers('what the embedded site says of Moodle 4.5', (shared) => {
  it('is what the real site says: capabilities, roles, versions of plugins', async () => {
    const site = await openSite(join(shared, 'moodle/moodle45-pgsql/config.php'));
    try {
      const real = await site.database.all({
        text: 'SELECT name, captype, contextlevel, component, riskbitmask FROM {capabilities} ORDER BY id',
      });
      const ours = capabilities().map(({ permissions: _permissions, ...one }) => one);
      expect(
        ours.map((one) => ({ ...one, contextlevel: String(one.contextlevel), riskbitmask: String(one.riskbitmask) })),
      ).toEqual(real);

      // Rows that a person has changed since the installation carry that person's id.
      const permissions = await site.database.all({
        text: `SELECT r.shortname AS role, c.capability AS name, c.permission FROM {role_capabilities} c JOIN {role} r ON r.id = c.roleid
                WHERE c.contextid = 1 AND c.modifierid = 0 AND r.id <= ${roles.length}`,
      });
      const key = (row: object) => JSON.stringify(Object.values(row));
      const said = capabilities().flatMap((one) =>
        one.permissions.map(({ role, permission }) => ({ role, name: one.name, permission: String(permission) })),
      );
      expect(said.map(key).sort()).toEqual(permissions.map(key).sort());

      const standing = await site.database.all({
        text: 'SELECT shortname FROM {role} WHERE archetype = shortname ORDER BY id',
      });
      expect(roles.map(({ shortname }) => ({ shortname }))).toEqual(standing);

      const versions = await site.database.all({
        text: `SELECT plugin, value FROM {config_plugins} WHERE name = 'version'`,
      });
      const installed = new Map(versions.map((row) => [row.plugin, row.value]));
      for (const [plugin, version] of pluginVersions())
        expect([plugin, installed.get(plugin)]).toEqual([plugin, version]);
    } finally {
      await site.close();
    }
  });
});
