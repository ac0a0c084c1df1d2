'use server';

import type { BackupOptions } from '@coursekeep/backup-engine/model';
import { attempt, startBackup, stopBackup } from '../data/api';
import { words } from '../text/server';
import { backupAddress, newBackupAddress } from '../view/addresses';
import { optionsFromForm, wordOfOptions } from '../view/presets';
import { redirect } from 'next/navigation';

/** Why a backup could not be asked for, and what was wanted; null before the first try. */
export type NewBackupState = { readonly message: string; readonly options: BackupOptions } | null;

/** Asks for the backup that the form describes and leads to the page that watches it. Who has to sign in again comes back
 *  to the form as it was filled in. */
export async function createBackup(courseId: number, _before: NewBackupState, form: FormData): Promise<NewBackupState> {
  const options = optionsFromForm(form);
  const returnTo = newBackupAddress(courseId, wordOfOptions(options));
  const { value, problem } = await attempt(startBackup(courseId, options, returnTo));
  if (problem) return { message: problem.message, options };
  redirect(backupAddress(courseId, value));
}

/** Why a backup could not be cancelled; null before the first try. */
export type CancelState = { readonly message: string } | null;

/** Cancels a backup and shows what became of it. */
export async function cancelBackup(courseId: number, backupId: string, _before: CancelState): Promise<CancelState> {
  const { problem } = await attempt(stopBackup(backupId));
  if (problem) return { message: problem.status === 409 ? words().running.cancel.tooLate : problem.message };
  redirect(backupAddress(courseId, backupId));
}
