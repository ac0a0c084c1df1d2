import { area, container, document, element, parent, query, table } from '../../structure/definition';
import { encodeConfiguration } from './config-data';

/** block.xml: a block with its settings and places. */
export const block = document(
  'block',
  'block.xml',
  element(
    'block',
    {
      attributes: 'id contextid version',
      fields: `
        blockname parentcontextid showinsubcontexts pagetypepattern subpagepattern defaultregion defaultweight
        configdata timecreated timemodified`,
      from: query({
        join:
          'JOIN {block_instances} $b ON $b.id = :task.block LEFT ' +
          "JOIN {config_plugins} $v ON $v.plugin = CONCAT('block_', $b.blockname) AND $v.name = 'version'",
        columns: { contextid: ':task.context', version: '$v.value' },
        all: { $b: 'block_instances' },
        key: '$b.id',
      }),
      files: [area('block_html', 'content')],
      rewrite: { configdata: encodeConfiguration },
    },
    [
      container('block_positions', [
        element('block_position', {
          fields: 'contextid pagetype subpage visible region weight',
          from: table('block_positions', { blockinstanceid: parent('id') }),
        }),
      ]),
    ],
  ),
);
