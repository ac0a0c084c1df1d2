import { block, document, type BlockDefinition, type DocumentDefinition } from '../../language/documents';
import { area, container, element } from '../../language/elements';
import { parent } from '../../language/operands';
import { query, table } from '../../language/sources';
import { encodeConfiguration } from './config-data';

/** The core's blocks that keep more in their settings than plain values. */
export const BLOCKS: readonly BlockDefinition[] = [
  block('html', { linkedTexts: 'text', files: [area('block_html', 'content')] }),
];

/** block.xml: a block with its settings and places. `blocks`: those of which more is known. */
export const blockDocument = (blocks: readonly BlockDefinition[]): DocumentDefinition =>
  document(
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
        files: blocks.flatMap(({ files }) => files),
        rewrite: { contextid: (_, { task }) => task('context'), configdata: encodeConfiguration(blocks) },
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
