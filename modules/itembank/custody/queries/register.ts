import { staffWithRole } from '#modules/party/facts.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { SessionDirectory } from '../../paper/sessions.port.ts'
import { undertaking } from '../../undertaking/core/undertaking.ts'
import { ownPlace, signaturesOf } from '../../undertaking/store/undertaking.store.ts'
import { batchDocuments } from '../commands/register.ts'
import { materialStepNames, materialsOpen, nextMaterialStep } from '../core/material.rule.ts'
import type {
  batchRegisters,
  mediaRegister,
  registerBatches,
  undertakingRegister,
} from '../register.contract.ts'
import {
  loansOf,
  type MaterialRow,
  materialsOf,
  mediaOf,
  papersWithoutMedium,
} from '../store/register.store.ts'

export const mediaRegisterHandler: QueryHandler<typeof mediaRegister> = async (context) => {
  const { organisationId } = ownPlace(context)
  const rows = await mediaOf(context.tx, organisationId)
  return accept({
    papersWithout: await papersWithoutMedium(context.tx, organisationId),
    mayRegister: context.actor.roles.includes('org-secrecy'),
    rows: rows.map(({ id, registeredAt, removedAt, ...row }) => ({
      ...{ ...row, mediumId: id, registeredAt: registeredAt.toISOString() },
      removedAt: removedAt?.toISOString() ?? null,
    })),
  })
}

const shownMaterial = (item: string, row: MaterialRow | undefined) => {
  const next = nextMaterialStep(row?.state ?? null)
  return {
    ...{ item, quantity: row?.quantity ?? null },
    stamps: (row?.steps ?? []).map(({ step, by, at }) => ({ step, name: materialStepNames[step], by, at })),
    next: next ? { step: next, name: materialStepNames[next] } : null,
  }
}

/** Those the document asks for, else those the operator has begun. */
const kindsOf = (asked: readonly string[], rows: readonly MaterialRow[]) =>
  asked.length > 0 ? asked : rows.map(({ item }) => item)

export const batchRegistersHandler =
  (directory: SessionDirectory): QueryHandler<typeof batchRegisters> =>
  async (context, { batchId }) => {
    const { organisationId } = ownPlace(context)
    const { tx } = context
    const asked = await batchDocuments(context, directory, batchId)
    const materials = await materialsOf(tx, organisationId, batchId)
    const loans = await loansOf(tx, organisationId, batchId)
    return accept({
      batchName: asked.name,
      ...{ documents: [...asked.documents], documentClauses: asked.documentClauses },
      loans: loans.map(({ id, batchId: _batch, outAt, backAt, ...loan }) => ({
        ...{ ...loan, loanId: id, outAt: outAt.toISOString(), backAt: backAt?.toISOString() ?? null },
      })),
      materials: kindsOf(asked.materials, materials).map((item) =>
        shownMaterial(
          item,
          materials.find((one) => one.item === item),
        ),
      ),
      materialClauses: asked.materialClauses,
      open: [...materialsOpen(asked.materials, materials)],
    })
  }

export const registerBatchesHandler =
  (directory: SessionDirectory): QueryHandler<typeof registerBatches> =>
  async (context) => {
    const sessions = await directory.sessions(context.tx, ownPlace(context).organisationId)
    const names = new Map(sessions.map(({ batchId, batchName }) => [batchId, batchName]))
    return accept({ rows: [...names].map(([batchId, name]) => ({ batchId, name })).reverse() })
  }

const bound = {
  'org-itembank': '题库管理人员',
  'org-item-writer': '命题人员',
  'org-item-reviewer': '审题人员',
  'org-secrecy': '保密管理人员',
  'org-exam': '考务人员',
  'site-chief': '考点负责人',
  invigilator: '监考人员',
  supervisor: '内部质量督导员',
} as const

/** Everybody who writes items or has papers in his hands, and the text he has signed. */
export const undertakingRegisterHandler: QueryHandler<typeof undertakingRegister> = async (context) => {
  const { organisationId } = ownPlace(context)
  const signed = await signaturesOf(context.tx, organisationId)
  const people = new Map<string, { name: string; duties: string[] }>()
  for (const [role, duty] of Object.entries(bound))
    for (const { accountId, name } of await staffWithRole(context.tx, organisationId, role)) {
      const known = people.get(accountId)
      if (known) known.duties.push(duty)
      else people.set(accountId, { name, duties: [duty] })
    }
  return accept({
    version: undertaking.version,
    rows: [...people].map(([accountId, { name, duties }]) => {
      const last = signed.find((one) => one.accountId === accountId)
      return {
        ...{ name, duties, textVersion: last?.textVersion ?? null },
        ...{ signedAt: last?.signedAt.toISOString() ?? null },
        isCurrent: last?.textVersion === undertaking.version,
      }
    }),
  })
}
