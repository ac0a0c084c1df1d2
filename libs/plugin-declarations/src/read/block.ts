import { area, block, type BlockDefinition, type DocumentDefinition } from '@coursekeep/definitions';
import { BLOCK_SCOPE, stepDocuments, taskOf } from './activity';
import { linksOf } from './links';
import { textsOf, type Reading } from './reading';

/** What a block keeps besides its settings; null where it has no backup code: all of it is in block.xml then. */
export function readBlock(reading: Reading): { definition: BlockDefinition; documents: DocumentDefinition[] } | null {
  const { name } = reading.source;
  const task = taskOf(reading, `backup_${name}_block_task`);
  if (!task) return null;
  reading.call(task.object, 'define_my_settings');
  reading.call(task.object, 'define_my_steps');
  const definition = block(name, {
    linkedTexts: textsOf(reading.call(task.object, 'get_configdata_encoded_attributes')).join(' '),
    files: textsOf(reading.call(task.object, 'get_fileareas')).map((one) => area(`block_${name}`, one)),
    links: linksOf(reading, task.object.declaration!),
  });
  return { definition, documents: stepDocuments(reading, task.nature, BLOCK_SCOPE) };
}
