import { Link } from 'react-router'
import type * as practical from '#modules/scoring/practical.contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import '../examiner-pad/examiner-pad.css'

export default function ExaminerTasks() {
  const tasks = useQuery<typeof practical.padBatches>('scoring.padBatches', {})
  return (
    <div className="stack">
      <h1>我的考评任务</h1>
      <Loaded of={tasks}>
        {(value) =>
          value.tasks.length === 0 ? (
            <EmptyState title="目前没有安排给您的技能操作考核" />
          ) : (
            <ul className="pad-list">
              {value.tasks.map((task) => (
                <li key={`${task.sessionId}${task.roomId}`}>
                  <Link
                    className="panel pad-card"
                    to={`/${task.subject === 'review' ? 'review' : 'scoring'}/${task.batchId}/${task.sessionId}/${task.roomId}`}
                  >
                    <strong>
                      {task.batchName} 第{task.sessionNumber}场{task.isLeader && '（组长）'}
                    </strong>
                    <span className="quiet">
                      <Instant at={task.startsAt} />
                    </span>
                    <StatusTag
                      tone={
                        task.panelState !== 'scoring'
                          ? 'done'
                          : task.mine < task.candidates
                            ? 'todo'
                            : 'running'
                      }
                    >
                      {task.panelState === 'scoring'
                        ? `已提交 ${task.mine} / ${task.candidates} 人`
                        : '本组已签字'}
                    </StatusTag>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}
