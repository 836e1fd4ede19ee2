import { TextArea } from '../../../kit/fields.tsx'
import { type Editing, withOptional } from './draft.ts'
import { NumberBox } from './number-box.tsx'

/** What keeps used items out, and how items may stand together. */
export const Exposure = ({ rules, change }: Editing) => {
  const { exposure } = rules
  return (
    <section className="panel stack">
      <h2>曝光和重复</h2>
      <div className="row">
        <NumberBox
          label="最多使用次数"
          before="已用"
          after="次的试题不再选用"
          value={exposure.mostUses}
          onNumber={(value) => change({ exposure: withOptional(exposure, 'mostUses', value || undefined) })}
        />
        <NumberBox
          label="间隔天数"
          after="天内用过的试题不选用"
          value={exposure.restDays}
          onNumber={(value) => change({ exposure: withOptional(exposure, 'restDays', value || undefined) })}
        />
        <NumberBox
          label="间隔套数"
          before="最近"
          after="套试卷用过的试题不选用"
          value={exposure.restPapers}
          onNumber={(value) => change({ exposure: withOptional(exposure, 'restPapers', value || undefined) })}
        />
      </div>
      <div className="row">
        <NumberBox
          label="每个鉴定点最多题数"
          before="每个鉴定点不超过"
          after="题"
          value={rules.perPoint}
          onNumber={(value) => change({ perPoint: value || undefined })}
        />
        <NumberBox
          label="两套相同试题上限"
          before="任意两套相同的试题不超过"
          after="题"
          value={rules.overlap}
          onNumber={(value) => change({ overlap: value })}
        />
      </div>
      <p className="quiet">
        不填的不作要求；各套之间未限定相同试题时，尽量不重复。题库中登记的敌对试题不会同卷。
      </p>
    </section>
  )
}

const codesOf = (text: string): string[] => [
  ...new Set(text.split(/[\s,，;；、]+/).filter((code) => code !== '')),
]

/** Items that must be in, and items that must not. */
export const ItemLists = ({ rules, change }: Editing) => (
  <section className="panel stack">
    <h2>指定试题</h2>
    <div className="assembly-form">
      <TextArea
        label="必选试题编号"
        value={rules.forced.join('\n')}
        onText={(text) => change({ forced: codesOf(text) })}
        hint="每套都选用，不计入各套之间的重复。"
      />
      <TextArea
        label="排除试题编号"
        value={rules.excluded.join('\n')}
        onText={(text) => change({ excluded: codesOf(text) })}
        hint="任何一套都不选用。"
      />
    </div>
  </section>
)
