import Type from 'typebox'

export const office = ['org-head', 'org-exam', 'org-review', 'org-archive'] as const
export const authority = ['province', 'city'] as const

export const Uuid = Type.String({ format: 'uuid' })
export const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })
export const text = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength })
export const Nullable = <T extends Parameters<typeof Type.Array>[0]>(schema: T) =>
  Type.Union([schema, Type.Null()])
export const Version = Type.Integer({ minimum: 1 })
export const Subject = Type.Union([Type.Literal('theory'), Type.Literal('practical'), Type.Literal('review')])
export const FileReference = Type.Object({ organisationId: Uuid, fileId: Uuid })
export const Application = { organisationId: Uuid, applicationId: Uuid }
export const Acted = Type.Object({ version: Version, state: Type.String() })
export const Action = Type.Object({
  action: Type.String(),
  title: Type.String(),
  enabled: Type.Boolean(),
  reason: Type.String(),
  clauses: Type.Array(Type.String()),
})
export const Certificate = Type.Object({
  type: Type.Union([
    Type.Literal('职业资格证书'),
    Type.Literal('职业技能等级证书'),
    Type.Literal('其他证书'),
  ]),
  title: text(60),
  level: text(20),
  number: text(40),
  issuedOn: text(10),
  issuer: text(80),
})
export const Criterion = Type.Object({
  kind: Type.String(),
  needed: Type.String(),
  found: Type.String(),
  met: Type.Boolean(),
  evidence: Nullable(Type.String()),
  onFile: Type.Boolean(),
})
export const Evaluation = Type.Object({
  on: Type.String(),
  conditionCode: Type.String(),
  conditionText: Type.String(),
  met: Type.Boolean(),
  criteria: Type.Array(Criterion),
  evidenceMissing: Type.Array(Type.String()),
})
export const Line = Type.Object({
  lineId: Uuid,
  occupationCode: Type.String(),
  occupationName: Type.String(),
  trade: Type.String(),
  levelName: Type.String(),
  subjects: Type.Array(Subject),
  feeCents: Type.Integer(),
  targetGroup: Type.String(),
})
export const Material = Type.Object({
  kind: Type.String(),
  title: Type.String(),
  needed: Type.Boolean(),
  onFile: Type.Boolean(),
  file: Nullable(FileReference),
  note: Type.String(),
  clauses: Type.Array(Type.String()),
})
export const Step = Type.Object({
  at: Type.String(),
  title: Type.String(),
  actor: Type.String(),
  note: Type.String(),
  clauses: Type.Array(Type.String()),
})
export const Person = {
  name: Type.String(),
  sex: Type.String(),
  birthDate: Type.String(),
  documentType: Type.String(),
  documentMasked: Type.String(),
  phoneMasked: Type.String(),
}
export const Form = {
  education: Type.String(),
  major: Type.String(),
  category: Type.String(),
  employer: Type.String(),
  conditionCode: Type.String(),
  currentStudent: Type.Boolean(),
  workFrom: Nullable(Type.String()),
  workYears: Nullable(Type.Integer()),
  priorCertificate: Nullable(Certificate),
  subjects: Type.Array(Subject),
  specialNeeds: Type.String(),
}

export const correctable = Type.Union([
  Type.Literal('name'),
  Type.Literal('phone'),
  Type.Literal('employer'),
  Type.Literal('education'),
  Type.Literal('major'),
  Type.Literal('category'),
  Type.Literal('workFrom'),
])
