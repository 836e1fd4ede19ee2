import type { PreflightResult } from '#modules/delivery/core/preflight.ts'
import { hourMinute } from './clock-face.ts'
import { ScrollBox } from './scroll-box.tsx'
import './check-table.css'

/** Line by line, with who answers for it and when. */
export const CheckTable = ({ check }: { readonly check: PreflightResult }) => (
  <ScrollBox label="自检结果" className="check-table">
    <table>
      <caption>
        {hourMinute(check.at)} {check.person}：{check.passed ? '可以开考' : '不能开考'}
        {check.reason && `（说明：${check.reason}）`}
      </caption>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">结果</th>
          <th scope="col">情况</th>
          <th scope="col">核对</th>
          <th scope="col">时间</th>
        </tr>
      </thead>
      <tbody>
        {check.lines.map((line) => (
          <tr key={line.line} className={line.passed ? '' : line.hard ? 'bad' : 'short'}>
            <th scope="row">{line.title}</th>
            <td>{line.passed ? '✓ 通过' : '✗ 未达标'}</td>
            <td>{line.finding}</td>
            <td>{line.person}</td>
            <td className="tabular">{hourMinute(line.at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollBox>
)

/** What the machine cannot see for itself. */
export const CheckTicks = () => (
  <>
    <p className="soft">
      程序版本、规则、磁盘、落盘、字体和考试机由系统检查；联系不上中心时请对照北京时间核对时钟，没有配置监控地址时请现场查看监控画面。
    </p>
    <label className="tick">
      <input type="checkbox" name="confirmed" value="clock" />
      本机时钟与北京时间一致
    </label>
    <label className="tick">
      <input type="checkbox" name="confirmed" value="camera" />
      监控画面正常
    </label>
  </>
)
