-- V028__correction.sql
-- Why:    a cheque bounces, an amount is mistyped, an invoice is wrong: money must be corrected without anything that
--         was written being changed.
-- Locks:  payment, for as long as its rows are read once; invoice, for an instant.
-- Undo:   delete from payment where cents < 0; alter table payment drop column reason, add check (cents > 0), add unique
--         (invoice, method, reference); drop index payment_by_invoice; alter table invoice drop column corrects.
-- Size:   one row a reversal; a number for each credit note.

-- Below zero it takes a payment back, and says why.
alter table payment add column reason text not null default '';
alter table payment drop constraint payment_cents_check;
alter table payment add constraint payment_cents_check check (cents <> 0 and (cents > 0) = (reason = ''));
-- What was taken back may come again under the same reference.
alter table payment drop constraint payment_invoice_method_reference_key;
create index payment_by_invoice on payment (invoice);

-- What a credit note is about, as the law wants it to say.
alter table invoice add column corrects text references invoice;
create index invoice_by_corrected on invoice (corrects) where corrects is not null;
