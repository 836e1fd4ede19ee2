import Type from 'typebox'
import { RichSchema } from '../../core/rich.schema.ts'
import type { ItemDraft } from './item.rule.ts'

const question = {
  type: Type.String({ maxLength: 20 }),
  stem: RichSchema,
  options: Type.Array(RichSchema, { maxItems: 12 }),
  key: RichSchema,
}

const fields = Type.Object({
  ...question,
  code: Type.String({ maxLength: 40 }),
  pointCode: Type.String({ maxLength: 30 }),
  parts: Type.Array(Type.Object({ ...question, share: Type.String({ maxLength: 5 }) }), { maxItems: 40 }),
  difficulty: Type.String({ maxLength: 10 }),
  consistency: Type.String({ maxLength: 10 }),
  figure: Type.String({ maxLength: 500 }),
  explanation: RichSchema,
  source: Type.String({ maxLength: 500 }),
})

/** An item as an author gives it; the form alone is checked here, the rules are those of `checkItem`. */
export const DraftSchema = Type.Unsafe<ItemDraft>(fields)
