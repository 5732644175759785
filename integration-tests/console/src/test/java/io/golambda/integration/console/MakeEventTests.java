package io.golambda.integration.console;

import java.util.List;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how an event is made by the form, pasted and edited.
 */
@ExtendWith(ConsoleExtension.class)
class MakeEventTests {

	@Test
	void messageAppearsInTheFullEventWhileItIsTyped(ConsolePage page) {
		WebElement body = page.find("#panel-make textarea");
		body.clear();
		body.sendKeys("blue");
		eventually(() -> assertThat(page.event()).contains("\"body\": \"blue\"", "\"eventSource\": \"aws:sqs\""));
		body.sendKeys(" and orange");
		eventually(() -> assertThat(page.event()).contains("\"body\": \"blue and orange\""));
	}

	@Test
	void recordsAreAddedDuplicatedAndRemoved(ConsolePage page) {
		page.make("one", "two");
		page.click("Duplicate");
		eventually(() -> assertThat(bodies(page)).containsExactly("one", "two", "one"));
		page.find("[aria-label='Remove record 2']").click();
		eventually(() -> assertThat(bodies(page)).containsExactly("one", "one"));
	}

	@Test
	void attributeOfAMessageIsInTheEvent(ConsolePage page) {
		page.click("+ Attribute");
		page.write(page.find("[aria-label='Name of the attribute']"), "tenant");
		page.write(page.find("[aria-label='Value of the attribute']"), "acme");
		eventually(() -> assertThat(page.event()).contains("\"tenant\"", "\"stringValue\": \"acme\""));
	}

	@Test
	void formHasWhatTheSourceHas(ConsolePage page) {
		WebElement source = page.find("#panel-make select");
		List<String> ids = new Select(source).getOptions()
			.stream()
			.map((option) -> option.getAttribute("value"))
			.toList();
		assertThat(ids).contains("SQS", "SNS", "KINESIS", "DYNAMODB", "S3", "KAFKA", "EVENTBRIDGE");
		new Select(source).selectByValue("KAFKA");
		page.click("+ Header");
		page.write(page.find("[aria-label='Name of the header']"), "trace");
		page.write(page.find("[aria-label='Value of the header']"), "42");
		eventually(() -> assertThat(page.event()).contains("aws:kafka", "\"trace\""));
		assertThat(page.texts("#panel-make .field label")).contains("key");
		new Select(source).selectByValue("EVENTBRIDGE");
		eventually(() -> assertThat(page.event()).contains("\"detail\""));
		assertThat(page.all("#panel-make .source-row button")).noneMatch(WebElement::isDisplayed);
	}

	@Test
	void everySourceMakesAnEvent(ConsolePage page) {
		assertThat(page.script("""
				const ids = [...document.querySelector('#panel-make select').options].map((option) => option.value);
				return Promise.all(ids.map(async (source) => {
					const body = JSON.stringify({source, records: [{payload: '{"hello": "world"}'}]});
					const response = await fetch('/api/events',
						{method: 'POST', headers: {'Content-Type': 'application/json'}, body});
					return source + ' ' + response.status;
				}))""")).asInstanceOf(InstanceOfAssertFactories.list(String.class))
			.hasSizeGreaterThan(10)
			.allMatch((answer) -> answer.endsWith(" 200"));
		Select source = new Select(page.find("#panel-make select"));
		for (String id : List.of("KINESIS_AGGREGATED", "DYNAMODB", "S3_OVER_SNS_OVER_SQS")) {
			String previous = page.event();
			source.selectByValue(id);
			eventually(() -> assertThat(page.event()).as(id).isNotEqualTo(previous));
			assertThat(page.text("#panel-make .problem")).as(id).isEmpty();
		}
	}

	@Test
	void problemOfTheFormIsShown(ConsolePage page) {
		page.find("#panel-make .more summary").click();
		page.write(page.driver().findElement(By.xpath("//label[.='Time']/following-sibling::input")), "yesterday");
		eventually(() -> assertThat(page.text("#panel-make .problem")).contains("timestamp must be a time"));
	}

	@Test
	void eventIsEditedAndAnInvalidOneIsNotSent(ConsolePage page) {
		page.edit("""
				{
				  "Records": [}
				""");
		page.find("#run").click();
		assertThat(page.text("#event-problem")).isEqualTo("Invalid JSON in line 2, column 15: expected a value or ].");
		assertThat(page.text("#event-info")).contains("edited");
		assertThat(page.text("#status")).contains("not sent");
	}

	@Test
	void formattingKeepsAllDigits(ConsolePage page) {
		page.edit("""
				{"id":12345678901234567890123,"text":"a{b","list":[],"all":[1,{}]}""");
		page.click("Format");
		assertThat(page.event()).isEqualTo("""
				{
				  "id": 12345678901234567890123,
				  "text": "a{b",
				  "list": [],
				  "all": [
				    1,
				    {}
				  ]
				}""");
	}

	@Test
	void pastedEventIsUsed(ConsolePage page) {
		page.find("#tab-paste").click();
		page.write(page.find("#panel-paste textarea"), """
				{"Records":[{"messageId":"1","eventSource":"aws:sqs","body":"pasted"}]}""");
		page.click("Use it");
		eventually(() -> assertThat(page.event()).contains("\"body\": \"pasted\""));
		assertThat(page.text("#panel-paste [role=status]")).isEqualTo("Event: SQS, 1 record.");
	}

	@Test
	void eventInAPastedLogLineIsUsed(ConsolePage page) {
		page.find("#tab-paste").click();
		page.write(page.find("#panel-paste textarea"),
				"""
						{"level":"debug","message":"event","event":{"Records":[{"messageId":"1","eventSource":"aws:sqs","body":"logged"}]}}""");
		page.click("Use it");
		eventually(() -> assertThat(page.event()).contains("\"body\": \"logged\""));
		assertThat(page.text("#panel-paste [role=status]")).contains("log line");
	}

	@Test
	void textWithoutAnEventIsRefusedWithAReason(ConsolePage page) {
		page.find("#tab-paste").click();
		page.write(page.find("#panel-paste textarea"), "no JSON at all");
		page.click("Use it");
		eventually(() -> assertThat(page.text("#panel-paste .problem")).isNotEmpty());
	}

	@Test
	void eventSurvivesAReload(ConsolePage page) {
		page.make("kept");
		page.reload();
		assertThat(page.find("#panel-make textarea").getAttribute("value")).isEqualTo("kept");
		assertThat(page.event()).contains("kept");
	}

	@SuppressWarnings("unchecked")
	private static List<String> bodies(ConsolePage page) {
		return (List<String>) page.script(
				"return JSON.parse(document.getElementById('event-text').value).Records.map((record) => record.body)");
	}

}
