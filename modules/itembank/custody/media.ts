import type { CommandContext } from '#platform/command/context.ts'
import { insertMedium, type NewMedium } from './store/register.store.ts'

/** SDS-4.2-08, SDE-4.5-30: enters the medium on which sealed or exported items or papers lie; returns its number. */
export const registerMedium = async (
  context: CommandContext,
  organisationId: string,
  medium: NewMedium,
): Promise<string> => (await insertMedium(context, organisationId, medium)).number
