"""What SQL must refuse: a changed record, a changed promise, words changed afterwards.

circuits.md 11.
"""

from django.db import migrations

EVENTS = """
CREATE FUNCTION circuits_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'circuits_event is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON circuits_event
    FOR EACH ROW EXECUTE FUNCTION circuits_event_is_append_only();
CREATE TRIGGER event_never_truncated BEFORE TRUNCATE ON circuits_event
    FOR EACH STATEMENT EXECUTE FUNCTION circuits_event_is_append_only();
"""
EVENTS_BACK = """
DROP TRIGGER event_append_only ON circuits_event;
DROP TRIGGER event_never_truncated ON circuits_event;
DROP FUNCTION circuits_event_is_append_only();
"""

CIRCUITS = """
CREATE FUNCTION circuits_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.activated_at IS NOT NULL AND (
        NEW.definition IS DISTINCT FROM OLD.definition
        OR NEW.activated_at IS DISTINCT FROM OLD.activated_at
        OR NEW.workflow_id IS DISTINCT FROM OLD.workflow_id
    ) THEN
        RAISE EXCEPTION 'an activated circuit version is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER circuit_version_frozen BEFORE UPDATE ON circuits_circuitversion
    FOR EACH ROW EXECUTE FUNCTION circuits_version_is_frozen();
"""
CIRCUITS_BACK = """
DROP TRIGGER circuit_version_frozen ON circuits_circuitversion;
DROP FUNCTION circuits_version_is_frozen();
"""

ANSWERS = """
CREATE FUNCTION circuits_answer_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'published_at' IS DISTINCT FROM to_jsonb(OLD) - 'published_at'
       OR (OLD.published_at IS NOT NULL
           AND NEW.published_at IS DISTINCT FROM OLD.published_at) THEN
        RAISE EXCEPTION 'a transmitted answer is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER answer_frozen BEFORE UPDATE ON circuits_answer
    FOR EACH ROW EXECUTE FUNCTION circuits_answer_is_frozen();
"""
ANSWERS_BACK = """
DROP TRIGGER answer_frozen ON circuits_answer;
DROP FUNCTION circuits_answer_is_frozen();
"""

WORDS = """
CREATE FUNCTION circuits_words_are_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was said in public is frozen' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER contribution_frozen BEFORE UPDATE OR DELETE ON circuits_contribution
    FOR EACH ROW EXECUTE FUNCTION circuits_words_are_frozen();
CREATE TRIGGER follow_up_frozen BEFORE UPDATE OR DELETE ON circuits_followup
    FOR EACH ROW EXECUTE FUNCTION circuits_words_are_frozen();
"""
WORDS_BACK = """
DROP TRIGGER follow_up_frozen ON circuits_followup;
DROP TRIGGER contribution_frozen ON circuits_contribution;
DROP FUNCTION circuits_words_are_frozen();
"""

OFFERS = """
CREATE FUNCTION circuits_sent_offer_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'contact_id' IS DISTINCT FROM to_jsonb(OLD) - 'contact_id'
       AND EXISTS (SELECT 1 FROM circuits_dossier
                   WHERE id = OLD.dossier_ptr_id AND sent_at IS NOT NULL) THEN
        RAISE EXCEPTION 'an offer that was sent is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sent_offer_frozen BEFORE UPDATE ON circuits_participationoffer
    FOR EACH ROW EXECUTE FUNCTION circuits_sent_offer_is_frozen();
"""
OFFERS_BACK = """
DROP TRIGGER sent_offer_frozen ON circuits_participationoffer;
DROP FUNCTION circuits_sent_offer_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("circuits", "0001_initial")]
    operations = [
        migrations.RunSQL(EVENTS, EVENTS_BACK),
        migrations.RunSQL(CIRCUITS, CIRCUITS_BACK),
        migrations.RunSQL(ANSWERS, ANSWERS_BACK),
        migrations.RunSQL(WORDS, WORDS_BACK),
        migrations.RunSQL(OFFERS, OFFERS_BACK),
    ]
