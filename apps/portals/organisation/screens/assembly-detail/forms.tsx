import type { Report } from './reported.ts'
import { Scroll } from './scroll.tsx'

const grades = ['很易', '较易', '中等', '较难', '很难']
type Form = Report['forms'][number]

type Graded = Pick<Form, 'name' | 'byDifficulty'>

const nameOf = ({ name }: Pick<Form, 'name'>) => (name === '' ? '本卷' : `${name}卷`)

const Legend = () => (
  <p className="assembly-legend quiet">
    {grades.map((grade, at) => (
      <span key={grade}>
        <i className={`assembly-grade-${at + 1}`} />
        {at + 1} {grade}
      </span>
    ))}
  </p>
)

const Bar = ({ form }: { readonly form: Graded }) => (
  <div
    className="assembly-bar"
    role="img"
    aria-label={form.byDifficulty.map((count, at) => `${grades[at]}${count}题`).join('，')}
  >
    {form.byDifficulty.map((count, at) => (
      <span key={grades[at]} className={`assembly-grade-${at + 1}`} style={{ flexGrow: count }}>
        {count > 0 && count}
      </span>
    ))}
  </div>
)

/** How hard each form is: a bar of its items from easy to hard. */
export const Spread = ({ forms }: { readonly forms: readonly Graded[] }) => (
  <section className="panel stack">
    <h2>难度分布</h2>
    <div className="assembly-bars">
      {forms.map((form) => (
        <Bars key={form.name} form={form} />
      ))}
    </div>
    <Legend />
  </section>
)

const Bars = ({ form }: { readonly form: Graded }) => (
  <>
    <span>{nameOf(form)}</span>
    <Bar form={form} />
  </>
)

/** Parallel forms side by side. */
export const FormTable = ({ forms }: { readonly forms: readonly Form[] }) => (
  <section className="panel stack">
    <h2>各套对照</h2>
    <Scroll label="各套对照">
      <table className="assembly-table">
        <thead>
          <tr>
            <th>套</th>
            <th className="number">题数</th>
            <th className="number">满分</th>
            <th className="number">平均难度</th>
            <th className="number">覆盖鉴定点</th>
            <th className="number">首次使用的试题</th>
          </tr>
        </thead>
        <tbody>
          {forms.map((form) => (
            <tr key={form.name}>
              <td>{nameOf(form)}</td>
              <td className="number">{form.items}</td>
              <td className="number">{form.points}</td>
              <td className="number">{form.meanDifficulty.toFixed(2)}</td>
              <td className="number">{form.pointsCovered}</td>
              <td className="number">{form.fresh}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </section>
)

/** How many items any two forms share. */
export const OverlapMatrix = ({ of: { forms, overlap } }: { readonly of: Report }) => (
  <section className="panel stack">
    <h2>相同试题</h2>
    <Scroll label="相同试题">
      <table className="assembly-matrix">
        <thead>
          <tr>
            <td />
            {forms.map((form) => (
              <th key={form.name} scope="col">
                {nameOf(form)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {overlap.map((row, at) => (
            <tr key={forms[at]?.name}>
              <th scope="row">{forms[at] && nameOf(forms[at])}</th>
              {row.map((count, column) => (
                <td key={forms[column]?.name}>{at === column ? '—' : count}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </section>
)
