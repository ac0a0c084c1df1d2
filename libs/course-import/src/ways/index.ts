import type { WriteWay } from '@coursekeep/definitions';
import type { Frame } from '../document-walk';
import type { RowContext } from '../row-context';
import type { RowMaker } from '../row-maker';
import type { Target } from '../target';
import { importAccessCondition } from './access-condition';
import { importCompetency } from './competency';
import { importCustomField } from './custom-field';
import { importProfileField } from './profile-field';
import { importRole } from './role';
import { importScoTrack } from './sco-track';
import { importSlotTag } from './slot-tag';
import { importTag } from './tag';
import { importUser } from './user';

/** Brings in what is not simply a row of one table. Fills the frame's values, or drops it. */
export type Way = (frame: Frame, target: Target, maker: RowMaker, context: RowContext) => Promise<void>;

export const WAYS: Readonly<Record<WriteWay, Way>> = {
  'access condition': importAccessCondition,
  competency: importCompetency,
  'custom field': importCustomField,
  nothing: keepId,
  'profile field': importProfileField,
  role: importRole,
  'sco track': importScoTrack,
  'slot tag': importSlotTag,
  tag: importTag,
  user: importUser,
};

/** No row of its own; what is inside may still refer to its id. */
async function keepId(frame: Frame): Promise<void> {
  frame.values = { id: frame.row.values.get('id') ?? null };
}
