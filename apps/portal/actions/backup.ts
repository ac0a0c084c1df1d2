'use server';

import type { BackupOptions } from '@coursekeep/backup-engine/model';
import { redirect } from 'next/navigation';
import { attempt, startBackup } from '../data/api';
import { backupAddress } from '../view/addresses';
import { optionsFromForm } from '../view/presets';

/** Why a backup could not be asked for, and what was wanted; null before the first try. */
export type NewBackupState = { readonly message: string; readonly options: BackupOptions } | null;

/** Asks for the backup that the form describes and leads to the page that watches it. */
export async function createBackup(courseId: number, _before: NewBackupState, form: FormData): Promise<NewBackupState> {
  const options = optionsFromForm(form);
  const { value, problem } = await attempt(startBackup(courseId, options));
  if (problem) return { message: problem.message, options };
  redirect(backupAddress(courseId, value));
}
