import Calendar from '@toast-ui/calendar';
import '@toast-ui/calendar/dist/toastui-calendar.min.css';

let calendar;
window.peer = {
  show(root, events, date) {
    calendar = new Calendar(root, {
      defaultView: 'month', usageStatistics: false, isReadOnly: true,
      month: { startDayOfWeek: 0, isAlways6Weeks: false, visibleEventCount: 3 },
      template: { monthGridHeaderExceed: (count) => `+${count}件` },
    });
    calendar.setDate(date);
    calendar.createEvents(events.map((event) => ({ ...event, calendarId: 'a', category: 'time' })));
  },
  next() { calendar.next(); },
};
