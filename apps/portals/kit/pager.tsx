import { Icon } from './icons.tsx'
import './documents.css'

/** 共 n 条, previous and next; `page` counts from 1. */
export const Pager = (props: {
  readonly total: number
  readonly page: number
  readonly pageSize: number
  readonly onPage: (page: number) => void
}) => {
  const last = Math.max(1, Math.ceil(props.total / props.pageSize))
  return (
    <nav className="pager" aria-label="翻页">
      <span>共 {props.total} 条</span>
      <button
        type="button"
        className="button plain"
        disabled={props.page <= 1}
        onClick={() => props.onPage(props.page - 1)}
      >
        <Icon name="left" /> 上一页
      </button>
      <span>
        第 {props.page} / {last} 页
      </span>
      <button
        type="button"
        className="button plain"
        disabled={props.page >= last}
        onClick={() => props.onPage(props.page + 1)}
      >
        下一页 <Icon name="right" />
      </button>
    </nav>
  )
}
