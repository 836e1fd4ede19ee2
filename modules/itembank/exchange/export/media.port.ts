import type { CommandContext } from '#platform/command/context.ts'

/** What lies outside the bank and holds items: where it is and who keeps it is entered in a register (SDS-4.2-08). */
export interface NewMedium {
  readonly content: string
  readonly custodianAccountId: string
  readonly custodianName: string
  readonly subject: { readonly table: 'itemExport'; readonly id: string }
}

/** The register of media; the part that keeps it hands it in where the item bank is put together. */
export interface Media {
  register(context: CommandContext, medium: NewMedium): Promise<void>
}
