import 'temporal-polyfill/global';
import { createCalendar, createViewList, createViewMonthGrid } from '@schedule-x/calendar';
import '@schedule-x/theme-default/dist/index.css';

const zoned = (text) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Tokyo');
window.peer = {
  show(root, events, date) {
    const calendar = createCalendar({
      views: [createViewMonthGrid(), createViewList()], defaultView: 'month-grid', locale: 'ja-JP', firstDayOfWeek: 7,
      timezone: 'Asia/Tokyo', selectedDate: Temporal.PlainDate.from(date), monthGridOptions: { nEventsPerDay: 3 },
      events: events.map((event) => ({ ...event, start: zoned(event.start), end: zoned(event.end) })),
    });
    calendar.render(root);
  },
  // It listens to the mouse, not to clicks.
  next() { document.querySelectorAll('.sx__forward-backward-navigation button')[1].dispatchEvent(new MouseEvent('mouseup', { bubbles: true })); },
};
